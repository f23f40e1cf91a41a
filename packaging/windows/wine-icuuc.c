/*
 * For the check under Wine alone, never installed anywhere else: Windows 10 and later have an icuuc.dll of their own,
 * which Wine lacks and Qt asks for. Qt uses it for old text encodings that this program never reads; here there is
 * none.
 */
#include <stddef.h>

#define EXPORT __declspec(dllexport)
#define NOT_FOUND 4 /* U_FILE_ACCESS_ERROR */

/* Functions that are handed an error to fill in are never reached: without a converter Qt asks for nothing more. */
#define UNUSED(name) EXPORT void *name(void) { return NULL; }

EXPORT void *ucnv_open(const char *name, int *error) {
    (void)name;
    *error = NOT_FOUND;
    return NULL;
}
EXPORT int ucnv_countAvailable(void) { return 0; }

UNUSED(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
UNUSED(UCNV_TO_U_CALLBACK_SUBSTITUTE)
UNUSED(ucnv_cbFromUWriteUChars)
UNUSED(ucnv_cbToUWriteUChars)
UNUSED(ucnv_close)
UNUSED(ucnv_fromUCountPending)
UNUSED(ucnv_fromUnicode)
UNUSED(ucnv_getAvailableName)
UNUSED(ucnv_getFromUCallBack)
UNUSED(ucnv_getMaxCharSize)
UNUSED(ucnv_getName)
UNUSED(ucnv_getStandardName)
UNUSED(ucnv_getToUCallBack)
UNUSED(ucnv_reset)
UNUSED(ucnv_setFromUCallBack)
UNUSED(ucnv_setToUCallBack)
UNUSED(ucnv_toUCountPending)
UNUSED(ucnv_toUnicode)
