#define _GNU_SOURCE
#include "CLunetteSystem.h"

#include <errno.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

int clunette_terminal_raw(int descriptor, void *saved, size_t size) {
    struct termios mode;
    if (size < sizeof mode || tcgetattr(descriptor, &mode) != 0) return -1;
    *(struct termios *)saved = mode;
    // Output stays as it was: a line feed of any writer begins a new line at its start.
    mode.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON);
    mode.c_lflag &= ~(tcflag_t)(ECHO | ICANON | IEXTEN | ISIG);
    mode.c_cflag |= CS8;
    mode.c_oflag |= OPOST | ONLCR;
    mode.c_cc[VMIN] = 1;
    mode.c_cc[VTIME] = 0;
    return tcsetattr(descriptor, TCSADRAIN, &mode);
}

size_t clunette_terminal_mode_size(void) { return sizeof(struct termios); }

int clunette_terminal_restore(int descriptor, const void *saved) {
    return tcsetattr(descriptor, TCSADRAIN, saved);
}

int clunette_terminal_size(int descriptor, int *columns, int *rows) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return -1;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 0;
}
