#ifndef CLUNETTELUA_H
#define CLUNETTELUA_H
#endif
