#ifndef CLUNETTEJSON_H
#define CLUNETTEJSON_H
#endif
