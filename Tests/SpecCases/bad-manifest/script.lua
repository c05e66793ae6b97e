runbook {
  summary = os.date(),
}
