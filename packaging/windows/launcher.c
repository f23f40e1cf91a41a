/*
 * SmallActs.exe (opens the window, no console) and bin\smallacts.exe (the command line): finds the Python that lies
 * beside it and lets it run the program. The two differ by PYTHON_FOLDER, by CONSOLE and by the subsystem they are
 * linked for.
 */
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

#define LONGEST_PATH 32768

typedef int (*python_main)(int argc, wchar_t **argv);

static wchar_t program[LONGEST_PATH];
static wchar_t library[LONGEST_PATH];

static int leave(const wchar_t *sentence) {
#ifdef CONSOLE
    fputws(sentence, stderr);
    fputws(L"\n", stderr);
#else
    MessageBoxW(NULL, sentence, L"Small Acts", MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
#endif
    return 1;
}

/* The full path of python313.dll, from this program's own place. */
static int find_library(void) {
    DWORD length = GetModuleFileNameW(NULL, program, LONGEST_PATH);
    wchar_t *name;
    if (length == 0 || length >= LONGEST_PATH) {
        return 0;
    }
    name = wcsrchr(program, L'\\');
    if (name == NULL || (name - program) + wcslen(PYTHON_FOLDER PYTHON_DLL) + 2 > LONGEST_PATH) {
        return 0;
    }
    wmemcpy(library, program, name - program + 1);
    wcscpy(library + (name - program) + 1, PYTHON_FOLDER PYTHON_DLL);
    return 1;
}

int wmain(int argc, wchar_t **argv) {
    /* -X utf8: files and streams are UTF-8 whatever the code page. -B: what is installed stays as it was installed. */
    static wchar_t *before[] = {program, L"-X", L"utf8", L"-B", L"-c", L"import smallacts_start"};
    const int count = sizeof before / sizeof before[0];
    HMODULE python;
    python_main run;
    wchar_t **words;
    int at;

    SetDllDirectoryW(L""); /* never a library out of the folder one happens to be in */
    if (!find_library()) {
        return leave(L"Small Acts cannot find its own folder. Please install it again.");
    }
    python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    run = python ? (python_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    words = calloc(count + argc + 1, sizeof *words);
    if (run == NULL || words == NULL) {
        return leave(L"A part of Small Acts is missing. Please install it again. Your journal is not touched by that.");
    }
    for (at = 0; at < count; at++) {
        words[at] = before[at];
    }
    for (at = 1; at < argc; at++) {
        words[count + at - 1] = argv[at];
    }
    return run(count + (argc > 1 ? argc - 1 : 0), words);
}
