; The installer for one person: needs no administrator, and leaves records alone when it goes.
;   makensis -DVERSION=0.1.0 -DMADE=FOLDER mesomap.nsi
Unicode true
Target amd64-unicode
!include MUI2.nsh
Name "mesomap"
OutFile "${MADE}/mesomap-${VERSION}-windows-x64-setup.exe"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\mesomap"
SetCompressor /SOLID lzma
SetCompressorDictSize 64
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "mesomap"
VIAddVersionKey FileDescription "Installs mesomap ${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "MIT OR Apache-2.0"

!define MUI_ICON "${MADE}/mesomap.ico"
!define MUI_UNICON "${MADE}/mesomap.ico"
!define MUI_FINISHPAGE_TEXT "$(FINISHED)"
!define MUI_FINISHPAGE_TEXT_LARGE
!define MUI_FINISHPAGE_RUN "$INSTDIR\mesomap-window.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"
LangString FINISHED ${LANG_ENGLISH} "mesomap ${VERSION} is installed for you alone. This installer is not signed: whoever wants to be sure compares its SHA-256 sum with the one beside where it was downloaded. Uninstalling takes away the program, never a record."
LangString FINISHED ${LANG_FRENCH} "mesomap ${VERSION} est installé pour vous seul. Cet installateur n'est pas signé : pour en être sûr, comparez sa somme SHA-256 à celle publiée à côté du téléchargement. La désinstallation retire le programme, jamais un dossier de patient."

!define GONE "Software\Microsoft\Windows\CurrentVersion\Uninstall\mesomap"

Section
  SetShellVarContext current
  !include "${MADE}/installed.nsh"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\mesomap.lnk" "$INSTDIR\mesomap-window.exe"
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\mesomap.exe" "" "$INSTDIR\mesomap-window.exe"
  WriteRegStr HKCU "${GONE}" "DisplayName" "mesomap"
  WriteRegStr HKCU "${GONE}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${GONE}" "DisplayIcon" "$INSTDIR\mesomap-window.exe"
  WriteRegStr HKCU "${GONE}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${GONE}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${GONE}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${GONE}" "NoModify" 1
  WriteRegDWORD HKCU "${GONE}" "NoRepair" 1
SectionEnd

; Only what was installed goes: what a person added, even in the sample, stays.
Section Uninstall
  SetShellVarContext current
  !include "${MADE}/removed.nsh"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\mesomap.lnk"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\mesomap.exe"
  DeleteRegKey HKCU "${GONE}"
SectionEnd
