-- A status with a typing mistake must not pass for a success.
report.item { target = "i-1", status = "faild" }
