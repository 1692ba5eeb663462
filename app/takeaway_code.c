/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#include "takeaway.h"

bool takeaway_code(const struct takeaway *t, struct takeaway_code *code)
{
    size_t length = strlen(t->brief);
    if (length == 0) {
        return false;
    }
    /* Version 0: the smallest that holds it; 270 bytes at level L are version 10. */
    QRcode *qr = QRcode_encodeData((int)length, (const unsigned char *)t->brief, 0, QR_ECLEVEL_L);
    if (qr == NULL) {
        return false;
    }
    size_t modules = (size_t)qr->width * (size_t)qr->width;
    unsigned char *dark = malloc(modules);
    if (dark != NULL) {
        for (size_t i = 0; i < modules; i++) {
            dark[i] = qr->data[i] & 1u;
        }
        *code = (struct takeaway_code){qr->width, dark};
    }
    explicit_bzero(qr->data, modules);
    QRcode_free(qr);
    return dark != NULL;
}

void takeaway_code_free(struct takeaway_code *code)
{
    if (code->dark != NULL) {
        explicit_bzero(code->dark, (size_t)code->width * (size_t)code->width);
    }
    free(code->dark);
    *code = (struct takeaway_code){0};
}
