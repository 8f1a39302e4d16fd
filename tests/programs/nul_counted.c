/* The NUL is counted and not sent. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int main(void) {
    const char *texts[] = {"hello", "how are you", "bye bye"};
    for (int i = 0; i < 3; i++) {
        putchar(0x81);
        putchar((int)strlen(texts[i]) + 1);
        fputs(texts[i], stdout);
    }
}
