!ifndef ON_WINDOWS ; NSIS as it comes for Windows makes installers of 32 bits only
    Target amd64-unicode
!endif
Unicode true
; The installer: for one person, without an administrator. build_installer.py calls makensis and defines
;   VERSION     0.0.0
;   KILOBYTES   what the program takes on the disk
;   MADE        the folder with the icon, the picture and the lists of files
;   INSTALLER   the file to write
; /S installs or removes without a window, /DESKTOP puts an icon on the desktop too, /D=FOLDER (last) chooses where.
; The journal is in another folder (%LOCALAPPDATA%\smallacts) and nothing here ever touches it.

!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include MUI2.nsh

!define NAME "Small Acts"
!define PROGRAM "SmallActs.exe"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\SmallActs"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define EXTENSION ".smallacts"
!define KIND "SmallActs.Backup"
!define OLDEST_BUILD 17763 ; Windows 10, version 1809, the oldest that Qt runs on

Name "${NAME}"
OutFile "${INSTALLER}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetOverwrite on
AllowSkipFiles off
ManifestDPIAware true
ManifestSupportedOS Win10
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME} set-up"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "Small Acts contributors"
VIAddVersionKey "LegalCopyright" "Small Acts contributors, MIT licence"

!define MUI_ICON "${MADE}\small-acts.ico"
!define MUI_UNICON "${MADE}\small-acts.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${MADE}\side.bmp"
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH FitControl
!define MUI_WELCOMEPAGE_TITLE "${NAME}"
!define MUI_WELCOMEPAGE_TEXT "This puts ${NAME} ${VERSION} on this computer, for you alone. It needs no administrator.$\r$\n$\r$\nWhat you write stays on this computer. A journal that is already here stays as it is."
!define MUI_FINISHPAGE_TITLE "${NAME} is ready"
!define MUI_FINISHPAGE_TEXT "You find it in the Start menu."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "Open ${NAME}"
!define MUI_FINISHPAGE_SHOWREADME ""
!define MUI_FINISHPAGE_SHOWREADME_TEXT "Put an icon on the desktop"
!define MUI_FINISHPAGE_SHOWREADME_NOTCHECKED
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION addDesktopIcon
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A library that a running program uses cannot be opened for writing.
!macro LEAVE_WHILE_OPEN un
    Function ${un}leaveWhileOpen
        again:
        IfFileExists "$INSTDIR\python\python313.dll" 0 closed
        ClearErrors
        FileOpen $0 "$INSTDIR\python\python313.dll" a
        IfErrors open
        FileClose $0
        Goto closed
        open:
        MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION "${NAME} is open. Please close it, then try again." /SD IDCANCEL IDRETRY again
        SetErrorLevel 2
        Quit
        closed:
    FunctionEnd
!macroend
!insertmacro LEAVE_WHILE_OPEN ""
!insertmacro LEAVE_WHILE_OPEN "un."

; Tells the desktop that a kind of file has come or gone.
!macro SAY_KINDS_CHANGED
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function .onInit
    ${IfNot} ${AtLeastBuild} ${OLDEST_BUILD}
        MessageBox MB_OK|MB_ICONSTOP "${NAME} needs Windows 10, version 1809, or later." /SD IDOK
        SetErrorLevel 3
        Quit
    ${EndIf}
    Call leaveWhileOpen
FunctionEnd

Function addDesktopIcon
    SetOutPath "$INSTDIR"
    CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
FunctionEnd

Section "${NAME}"
    ; An older version takes its files away first; icons and settings stay where they are.
    ${If} ${FileExists} "$INSTDIR\uninstall.exe"
        ExecWait '"$INSTDIR\uninstall.exe" /S /FILES _?=$INSTDIR'
    ${EndIf}
    SetDetailsPrint none ; no names of files rushing by
    !include "${MADE}\install-files.nsh"
    SetOutPath "$INSTDIR"
    WriteUninstaller "$INSTDIR\uninstall.exe"

    CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/DESKTOP" $1
    ${IfNot} ${Errors}
        Call addDesktopIcon
    ${EndIf}

    WriteRegStr HKCU "Software\Classes\${EXTENSION}" "" "${KIND}"
    WriteRegStr HKCU "Software\Classes\${KIND}" "" "${NAME} backup"
    WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" '"$INSTDIR\${PROGRAM}",1'
    WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" --backup "%1"'
    !insertmacro SAY_KINDS_CHANGED

    WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME}"
    WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM},0"
    WriteRegStr HKCU "${KEY}" "Publisher" "Small Acts contributors"
    WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${KILOBYTES}
    WriteRegDWORD HKCU "${KEY}" "NoModify" 1
    WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Function un.onInit
    Call un.leaveWhileOpen
FunctionEnd

Section "Uninstall"
    SetDetailsPrint none
    !include "${MADE}\remove-files.nsh"
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/FILES" $1
    ${IfNot} ${Errors}
        Return ; a newer version takes over
    ${EndIf}
    Delete "$INSTDIR\uninstall.exe"
    SetOutPath "$TEMP" ; a folder in use cannot go
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${NAME}.lnk"
    Delete "$DESKTOP\${NAME}.lnk"

    ReadRegStr $0 HKCU "Software\Classes\${EXTENSION}" ""
    ${If} $0 == "${KIND}"
        DeleteRegValue HKCU "Software\Classes\${EXTENSION}" ""
        DeleteRegKey /ifempty HKCU "Software\Classes\${EXTENSION}"
    ${EndIf}
    DeleteRegKey HKCU "Software\Classes\${KIND}"
    !insertmacro SAY_KINDS_CHANGED
    DeleteRegValue HKCU "${RUN_KEY}" "SmallActs" ; starting with the computer, if that was wished for
    DeleteRegKey HKCU "${KEY}"
SectionEnd
