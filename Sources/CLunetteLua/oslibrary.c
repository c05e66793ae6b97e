// os.time, date, clock and difftime: by the run's clock, and always in UTC, so that a script says the
// same wherever it runs. For the rest as the stock ones.
#include "engine.h"

#include <limits.h>
#include <string.h>

static lua_Integer now(lua_State *L) {
    clunette_engine *engine = engine_of(L);
    shelter();
    int64_t seconds = engine->host.now(engine->host.context);
    unshelter();
    return seconds;
}

// MARK: Fields

static const struct {
    const char *name;
    size_t place;
    // What Lua counts from, and what stands for a missing one; negative: it must be there.
    int offset, missing;
} fields[] = {
    {"year", offsetof(struct tm, tm_year), 1900, -1},
    {"month", offsetof(struct tm, tm_mon), 1, -1},
    {"day", offsetof(struct tm, tm_mday), 0, -1},
    {"hour", offsetof(struct tm, tm_hour), 0, 12},
    {"min", offsetof(struct tm, tm_min), 0, 0},
    {"sec", offsetof(struct tm, tm_sec), 0, 0},
    {"yday", offsetof(struct tm, tm_yday), 1, -1},
    {"wday", offsetof(struct tm, tm_wday), 1, -1},
};
enum { longest_format = 1 << 20 };
enum { field_count = sizeof fields / sizeof *fields, input_count = 6 };

static int *field_of(struct tm *moment, size_t index) {
    return (int *)((char *)moment + fields[index].place);
}

static int read_field(lua_State *L, size_t index) {
    const char *name = fields[index].name;
    lua_Integer offset = fields[index].offset;
    int isNumber, type = lua_getfield(L, 1, name);
    lua_Integer value = lua_tointegerx(L, -1, &isNumber);
    if (!isNumber && type != LUA_TNIL) return luaL_error(L, "field '%s' is not an integer", name);
    lua_pop(L, 1);
    if (!isNumber) {
        if (fields[index].missing < 0)
            return luaL_error(L, "field '%s' missing in date table", name);
        return fields[index].missing;
    }
    bool fits = value >= 0 ? value - offset <= INT_MAX : INT_MIN + offset <= value;
    if (!fits) return luaL_error(L, "field '%s' is out-of-bound", name);
    return (int)(value - offset);
}

// Sets the fields of the table on top.
static void write_fields(lua_State *L, struct tm *moment) {
    for (size_t i = 0; i < field_count; i++) {
        lua_pushinteger(L, (lua_Integer)*field_of(moment, i) + fields[i].offset);
        lua_setfield(L, -2, fields[i].name);
    }
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "isdst");
}

// os.time([table]), which brings the table's fields into their ranges
static int time_of(lua_State *L) {
    if (lua_isnoneornil(L, 1)) {
        lua_pushinteger(L, now(L));
        return 1;
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    struct tm moment = {0};
    for (size_t i = 0; i < input_count; i++) *field_of(&moment, i) = read_field(L, i);
    lua_getfield(L, 1, "isdst");
    bool isSummer = lua_toboolean(L, -1);
    lua_settop(L, 1);
    time_t seconds = timegm(&moment);
    // So the C library takes it where there is no such time.
    if (isSummer) {
        seconds -= 3600;
        gmtime_r(&seconds, &moment);
    }
    write_fields(L, &moment);
    if (seconds == (time_t)-1)
        return luaL_error(L, "time result cannot be represented in this installation");
    lua_pushinteger(L, seconds);
    return 1;
}

// MARK: Dates

// Behind the conversion that starts at `from`, without its '%'. C99's only: for others strftime's
// behaviour is undefined.
static const char *behind_conversion(lua_State *L, const char *from, const char *end) {
    const char *letters = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%", *at = from;
    if (at < end && (*at == 'E' || *at == 'O')) {
        letters = *at == 'E' ? "cCxXyY" : "deHImMSuUVwWy";
        at++;
    }
    if (at < end && *at != 0 && strchr(letters, *at) != NULL) return at + 1;
    lua_pushfstring(L, "invalid conversion specifier '%%%s'", from);
    luaL_argerror(L, 1, lua_tostring(L, -1));
    return end;
}

static void add_formatted(
    lua_State *L, luaL_Buffer *text, const char *at, const char *end, const struct tm *moment) {
    enum { longest = 250 };
    const char *percent;
    while ((percent = memchr(at, '%', (size_t)(end - at))) != NULL) {
        luaL_addlstring(text, at, (size_t)(percent - at));
        at = percent;
        poll_stop(L);
        char format[4] = {0};
        const char *behind = behind_conversion(L, at + 1, end);
        memcpy(format, at, (size_t)(behind - at));
        char *into = luaL_prepbuffsize(text, longest);
        luaL_addsize(text, strftime(into, longest, format, moment));
        at = behind;
    }
    luaL_addlstring(text, at, (size_t)(end - at));
}

// os.date([format [, time]])
static int date(lua_State *L) {
    size_t count;
    const char *format = luaL_optlstring(L, 1, "%c", &count);
    const char *end = format + count;
    luaL_argcheck(L, count <= longest_format, 1, "format too long");
    time_t seconds = (time_t)(lua_isnoneornil(L, 2) ? now(L) : luaL_checkinteger(L, 2));
    struct tm moment;
    if (*format == '!') format++;
    if (gmtime_r(&seconds, &moment) == NULL)
        return luaL_error(L, "date result cannot be represented in this installation");
    if (strcmp(format, "*t") == 0) {
        lua_createtable(L, 0, field_count + 1);
        write_fields(L, &moment);
        return 1;
    }
    luaL_Buffer text;
    luaL_buffinit(L, &text);
    add_formatted(L, &text, format, end, &moment);
    luaL_pushresult(&text);
    return 1;
}

// MARK: The rest

static int processor_time(lua_State *L) {
    lua_pushnumber(L, (lua_Number)clock() / (lua_Number)CLOCKS_PER_SEC);
    return 1;
}

static int difference(lua_State *L) {
    lua_Integer later = luaL_checkinteger(L, 1), earlier = luaL_checkinteger(L, 2);
    lua_pushnumber(L, difftime((time_t)later, (time_t)earlier));
    return 1;
}

const luaL_Reg clunette_os_functions[] = {
    {"time", time_of}, {"date", date}, {"clock", processor_time}, {"difftime", difference},
    {NULL, NULL},
};
