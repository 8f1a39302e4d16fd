/* A length of 200 in a char. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int main(void) {
    char text[201] = {0};
    for (int i = 0; i < 200; i++) text[i] = "abcde fghi"[i % 10];
    char head[2] = {(char)0x81, (char)200};
    fwrite(head, 1, 2, stdout);
    fputs(text, stdout);
}
