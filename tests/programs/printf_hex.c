/* The first byte is printed in hex. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int main(void) {
    printf("%02x%c%s", 0x81, 11, "hello world");
}
