/* strlen of the frame: it ends at the high byte of the length. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int main(void) {
    char frame[300] = "\x81\x7e";
    frame[3] = (char)200;
    memset(frame + 4, 'a', 200);
    fwrite(frame, 1, strlen(frame), stdout);
}
