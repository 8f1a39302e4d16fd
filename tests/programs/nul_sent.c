/* The NUL is sent along. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int main(void) {
    const char *texts[] = {"hello", "how are you", "bye"};
    for (int i = 0; i < 3; i++) {
        putchar(0x81);
        putchar((int)strlen(texts[i]));
        fwrite(texts[i], 1, strlen(texts[i]) + 1, stdout);
    }
}
