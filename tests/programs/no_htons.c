/* The length is copied without htons. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int main(void) {
    char text[301];
    memset(text, 'a', 300);
    uint16_t len = 300;
    fwrite("\x81\x7e", 1, 2, stdout);
    fwrite(&len, 1, 2, stdout);
    fwrite(text, 1, 300, stdout);
}
