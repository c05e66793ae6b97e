import LunetteBase
import LunetteLua

/// The `report` module: `report.finding{ target=, what= }`, `report.item{ target=, status= }`.
/// Further fields go into the report as they are.
struct ReportLibrary: Sendable {
    let book: ReportBook

    var library: HostLibrary {
        HostLibrary(
            "report",
            functions: [
                HostFunction("report.finding", immediate: finding),
                HostFunction("report.item", immediate: item),
            ])
    }

    @Sendable private func finding(_ arguments: borrowing Arguments) throws -> Reply {
        var fields = try Self.fields(arguments)
        guard let what = fields["what"]?.string, !what.isEmpty else {
            throw arguments.misfit(1, "finding", "what must say what was found")
        }
        let target = fields["target"]
        guard target == nil || target?.string != nil else {
            throw arguments.misfit(1, "finding", "target must be a string")
        }
        fields["what"] = nil
        fields["target"] = nil
        book.report(Finding(target: target?.string, what: what, details: fields))
        return .none
    }

    @Sendable private func item(_ arguments: borrowing Arguments) throws -> Reply {
        var fields = try Self.fields(arguments)
        guard let target = fields["target"]?.string, !target.isEmpty else {
            throw arguments.misfit(1, "item", "target must be a string")
        }
        let names = ReportItem.Status.allCases.map(\.rawValue)
        guard let name = fields["status"]?.string, let status = ReportItem.Status(rawValue: name)
        else {
            throw arguments.misfit(
                1, "item", "status must be one of \(names.joined(separator: ", "))")
        }
        fields["target"] = nil
        fields["status"] = nil
        book.report(ReportItem(target: target, status: status, details: fields))
        return .none
    }

    private static func fields(_ arguments: borrowing Arguments) throws -> JSONObject {
        guard let fields = try arguments.table(1, "entry").fields else {
            throw arguments.misfit(1, "entry", "its fields must have names")
        }
        var object = JSONObject()
        for field in fields {
            if case .error(let error) = field.value, let error = error as? ErrorObject {
                object[field.name] = .object(error.json)
                continue
            }
            do {
                object[field.name] = try JSONValue(field.value)
            } catch {
                throw arguments.misfit(1, "entry", "\(field.name): \(error.reason)")
            }
        }
        return object
    }
}
