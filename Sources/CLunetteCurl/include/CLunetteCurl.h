#ifndef CLUNETTECURL_H
#define CLUNETTECURL_H
#endif
