/* The whole buffer is sent. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int main(void) {
    char buffer[32] = "\x81\x0bhello world";
    fwrite(buffer, 1, sizeof buffer, stdout);
}
