/* Bit fields are laid out from the lowest bit on. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct head {
    uint8_t fin : 1, rsv : 3, opcode : 4;
    uint8_t mask : 1, len : 7;
};

int main(void) {
    struct head head = {1, 0, 1, 0, 11};
    fwrite(&head, 1, 2, stdout);
    fputs("hello world", stdout);
}
