/* The struct is padded before the text. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct head {
    uint8_t byte0, byte1;
    uint32_t text[8];
};

int main(void) {
    struct head head = {0x81, 11, {0}};
    memcpy(head.text, "hello world", 11);
    fwrite(&head, 1, sizeof head.byte0 * 4 + 11, stdout);
}
