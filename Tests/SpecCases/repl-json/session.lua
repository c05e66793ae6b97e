state.groups_of("i-single")
