/* A struct whose text is aligned to eight bytes. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct head {
    uint8_t byte0, byte1;
    uint64_t text[4];
};

int main(void) {
    struct head head = {0x81, 21, {0}};
    memcpy(head.text, "hello padded world ok", 21);
    fwrite(&head, 1, 8 + 21, stdout);
}
