/*
 * For the check under Wine alone, never installed anywhere else: tells the program's window what Windows tells it when
 * the computer is about to sleep ("sleep") or the session is locked ("lock"). Ends with 0 when there is such a window.
 */
#include <string.h>
#include <windows.h>

#define SESSION_CHANGE 0x02B1 /* WM_WTSSESSION_CHANGE */
#define SESSION_LOCKED 0x7    /* WTS_SESSION_LOCK */

int main(int argc, char **argv) {
    HWND window = FindWindowW(NULL, L"Small Acts");
    if (window == NULL || argc != 2) {
        return 1;
    }
    if (strcmp(argv[1], "sleep") == 0) {
        SendMessageW(window, WM_POWERBROADCAST, PBT_APMSUSPEND, 0);
    } else {
        SendMessageW(window, SESSION_CHANGE, SESSION_LOCKED, 1);
    }
    return 0;
}
