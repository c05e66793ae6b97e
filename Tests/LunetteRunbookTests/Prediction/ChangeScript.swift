import LunetteTesting
import LunetteWorld

/// A script that changes and reads at random, drawn from a seed: the same for the same seed. It
/// returns what every call came to, and at the end all that reads show; ids of what it made are
/// told by their order.
struct ChangeScript {
    private let random: SeededRandomness
    private let groups: [String]
    private let instances: [String]
    private let interfaces: [String]
    private var lines: [String] = []

    init(seed: Int, world: World, steps: Int) {
        random = SeededRandomness(seed: UInt64(seed))
        groups = world.allGroups.map(\.id)
        instances = world.allInstances.map(\.id)
        interfaces = world.allInterfaces.map(\.id)
        for _ in 0..<steps { addStep() }
    }

    var source: String {
        Self.head + lines.joined(separator: "\n") + "\n" + Self.tail
    }

    /// The same, which looks only once all that passes by itself has passed.
    var patientSource: String {
        Self.head + lines.joined(separator: "\n") + "\n" + Self.patience + Self.tail
    }

    /// One that changes nothing and tells what is there then, given the ids that were made, by kind and
    /// in order.
    static func look(made: [(kind: String, id: String)]) -> String {
        head + made.map { "note('\($0.kind)', '\($0.id)')\n" }.joined() + patience + tail
    }

    private static let patience = "sleep(30)\n"

    // MARK: Drawing

    private func draw(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

    /// Mostly one that is there, sometimes one that the script made, rarely one that never was.
    private func pick(_ kind: String) -> String {
        let (known, missing) =
            switch kind {
            case "g": (groups, "sg-missing")
            case "i": (instances, "i-missing")
            default: (interfaces, "eni-missing")
            }
        switch draw(12) {
        case 0, 1: return "pick('\(kind)', \(draw(8)), '\(known[draw(known.count)])')"
        case 2 where draw(3) == 0: return "'\(missing)'"
        default: return "'\(known[draw(known.count)])'"
        }
    }

    private func picks(_ kind: String) -> String {
        "{ " + (0...draw(3)).map { _ in pick(kind) }.joined(separator: ", ") + " }"
    }

    private mutating func add(_ operation: String, _ arguments: String) {
        lines.append("try('\(operation)', { \(arguments) })")
    }

    private mutating func addStep() {
        switch draw(24) {
        case 0, 1: add("leave_security_group", membership())
        case 2, 3: add("join_security_group", membership())
        case 4: add("modify_instance_attribute", "instance_id = \(pick("i")), \(modification())")
        case 5:
            add(
                "modify_network_interface_attribute",
                "network_interface_id = \(pick("e")), security_group_id = \(picks("g"))")
        case 6: add("create_security_group", creation())
        case 7: add("delete_security_group", "security_group_id = \(pick("g"))")
        case 8:
            add(
                "modify_security_group_attribute",
                "security_group_id = \(pick("g")), description = 'number \(draw(9))'")
        case 9, 10: addRule()
        case 11, 12: addInterfaceStep()
        case 13: add("run_instances", "\(making()), amount = \(1 + draw(2))")
        case 14: add("create_instance", making())
        case 15, 16:
            let verb = ["start", "stop", "reboot", "delete"][draw(4)]
            let force = verb == "delete" ? ", force = true" : ""
            add("\(verb)_instance", "instance_id = \(pick("i"))\(force)")
        case 17:
            let verb = ["start", "stop", "reboot"][draw(3)]
            let partial = draw(2) == 0 ? ", batch_optimization = 'SuccessFirst'" : ""
            add("\(verb)_instances", "instance_id = \(picks("i"))\(partial)")
        case 18: addTags()
        case 19: lines.append("sleep(\(draw(3)))")
        default: addRead()
        }
    }

    private func membership() -> String {
        let target =
            draw(2) == 0 ? "instance_id = \(pick("i"))" : "network_interface_id = \(pick("e"))"
        return "security_group_id = \(pick("g")), \(target)"
    }

    private func modification() -> String {
        draw(3) == 0
            ? "instance_name = 'name \(draw(9))'" : "security_group_ids = \(picks("g"))"
    }

    private func creation() -> String {
        let kind = draw(4) == 0 ? "enterprise" : "normal"
        let place = draw(5) == 0 ? "" : ", vpc_id = 'vpc-cn-hangzhou'"
        return "security_group_type = '\(kind)', security_group_name = 'made \(draw(9))'\(place)"
    }

    private func making() -> String {
        "instance_type = 'ecs.g7.large', security_group_id = \(pick("g")), "
            + "v_switch_id = 'vsw-cn-hangzhou'"
    }

    private mutating func addRule() {
        let verb = draw(3) == 0 ? "revoke" : "authorize"
        let suffix = draw(3) == 0 ? "_egress" : ""
        let side = suffix.isEmpty ? "source" : "dest"
        let peer =
            draw(2) == 0 ? "\(side)_group_id = \(pick("g"))" : "\(side)_cidr_ip = '10.0.0.0/8'"
        add(
            "\(verb)_security_group\(suffix)",
            "security_group_id = \(pick("g")), permissions = { { ip_protocol = 'tcp', "
                + "port_range = '\(1 + draw(3))/9', \(peer) } }")
    }

    private mutating func addInterfaceStep() {
        let pair = "network_interface_id = \(pick("e")), instance_id = \(pick("i"))"
        switch draw(4) {
        case 0: add("attach_network_interface", pair)
        case 1: add("detach_network_interface", pair)
        case 2: add("delete_network_interface", "network_interface_id = \(pick("e"))")
        default:
            add(
                "create_network_interface",
                "v_switch_id = 'vsw-cn-hangzhou', security_group_ids = \(picks("g"))")
        }
    }

    private mutating func addTags() {
        let (kind, type) = [("i", "instance"), ("e", "eni"), ("g", "securitygroup")][draw(3)]
        let resources = "resource_type = '\(type)', resource_id = { \(pick(kind)) }"
        if draw(3) == 0 {
            add("untag_resources", "\(resources), tag_key = { 'k\(draw(3))' }")
        } else {
            add("tag_resources", "\(resources), tag = { { key = 'k\(draw(3))', value = 'v' } }")
        }
    }

    private mutating func addRead() {
        switch draw(5) {
        case 0: lines.append("look('members', function() return members(\(pick("g"))) end)")
        case 1: lines.append("look('groups', function() return groups_of(\(pick("i"))) end)")
        case 2: lines.append("look('groups', function() return groups_of(\(pick("e"))) end)")
        case 3: lines.append("look('room', function() return room(\(pick("g"))) end)")
        default: lines.append("look('named by', function() return named_by(\(pick("g"))) end)")
        }
    }

    // MARK: The rest of the script

    private static let head = """
        local outcomes, names = {}, {}
        local made = { g = {}, i = {}, e = {} }

        local function note(kind, id)
          made[kind][#made[kind] + 1] = id
          names[#names + 1] = { id, ("<%s%d>"):format(kind, #made[kind]) }
        end
        local function named(text)
          for _, name in ipairs(names) do text = text:gsub(name[1]:gsub("%-", "%%-"), name[2]) end
          return text
        end
        local function pick(kind, number, other)
          local list = made[kind]
          return #list > 0 and list[number % #list + 1] or other
        end
        local function tell(what) outcomes[#outcomes + 1] = named(what) end
        local function told(err)
          if type(err) == "string" then return err end
          return ("%s %s %s %s"):format(err.code, err.http_status, err.disposition, err.message)
        end

        local function try(name, arguments)
          local ok, answer, err = pcall(ecs.try[name], arguments)
          if not ok then return tell(name .. " raises " .. told(answer)) end
          if err then return tell(name .. " fails: " .. told(err)) end
          if name == "create_security_group" then note("g", answer.security_group_id) end
          if name == "create_network_interface" then note("e", answer.network_interface_id) end
          if name == "create_instance" then note("i", answer.instance_id) end
          for _, id in ipairs(answer.instance_id_sets or {}) do note("i", id) end
          local states = {}
          for _, one in ipairs(answer.instance_responses or {}) do
            states[#states + 1] = ("%s %s %s→%s"):format(
              one.instance_id, one.code, one.previous_status, one.current_status)
          end
          tell(name .. " is done " .. table.concat(states, ", "))
        end

        local function look(what, read)
          local ok, answer = pcall(read)
          tell(what .. ": " .. (ok and tostring(answer) or told(answer)))
        end
        local function sorted(list)
          for index, one in ipairs(list) do list[index] = named(one) end
          table.sort(list)
          return table.concat(list, " ")
        end
        local function members(group)
          local list = {}
          for index, one in ipairs(state.members(group)) do list[index] = one.id end
          return sorted(list)
        end
        local function groups_of(id)
          local groups, reason = state.groups_of(id)
          return groups and sorted(groups) or reason
        end
        local function room(group)
          local answer = ecs.describe_security_groups {
            security_group_ids = { group }, is_query_ecs_count = true,
          }
          local one = answer.security_groups[1]
          return one and ("%d of %d members, %d rules"):format(
            one.available_instance_amount, one.ecs_count, one.rule_count)
        end
        local function named_by(group)
          local list = {}
          for index, one in ipairs(state.references(group)) do list[index] = one.security_group_id end
          return sorted(list)
        end


        """

    private static let tail = """
        local function tags(item)
          local list = {}
          for index, tag in ipairs(item.tags) do list[index] = tag.tag_key .. "=" .. tag.tag_value end
          return sorted(list)
        end
        local final = {}
        local function keep(...) final[#final + 1] = named(table.concat({ ... }, " | ")) end
        for _, one in ipairs(ecs.describe_instances {}.instances) do
          keep(one.instance_id, one.status, named(one.instance_name), sorted(one.security_group_ids),
            tags(one), tostring(#one.network_interfaces))
        end
        for _, one in ipairs(ecs.describe_network_interfaces {}.network_interface_sets) do
          keep(one.network_interface_id, one.status, one.type, one.instance_id,
            sorted(one.security_group_ids), tags(one))
        end
        for _, one in ipairs(ecs.describe_security_groups { is_query_ecs_count = true }.security_groups) do
          local rules = {}
          local shown = ecs.describe_security_group_attribute { security_group_id = one.security_group_id }
          for index, rule in ipairs(shown.permissions) do
            rules[index] = table.concat({ rule.direction, rule.port_range, rule.source_cidr_ip,
              named(rule.source_group_id), rule.dest_cidr_ip, named(rule.dest_group_id) }, " ")
          end
          keep(one.security_group_id, one.security_group_name, one.description, tags(one),
            tostring(one.ecs_count), tostring(one.available_instance_amount), sorted(rules))
        end
        -- Primary interfaces of what was made have ids that no answer named.
        for index, text in ipairs(final) do
          final[index] = text:gsub("^eni%-[%w%-]+ | (%w+ | Primary)", "<primary> | %1")
        end
        table.sort(final)
        return { outcomes = outcomes, final = final }
        """
}
