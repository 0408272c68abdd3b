@echo off
rem Double-click me: installs ttt from the wheels beside this file into a folder of its own, without a network.
setlocal
set "HERE=%~dp0"
set "PYTHONUTF8=1"
set "FOUND="
for /f "usebackq" %%v in ("%HERE%python-versions.txt") do (
    if not defined FOUND (
        py -%%v -c "import venv" >nul 2>nul && set "FOUND=%%v"
    )
)
if not defined FOUND (
    echo These wheels need one of these versions of Python, from python.org:
    type "%HERE%python-versions.txt"
    pause
    exit /b 3
)
py -%FOUND% -m venv --clear "%HERE%venv"
if errorlevel 1 goto failed
"%HERE%venv\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --no-index --find-links "%HERE%wheels" ttt-kit
if errorlevel 1 goto failed
rem python.exe and not ttt.exe: locked-down machines refuse programs that nobody signed.
> "%HERE%ttt.cmd" echo @"%%~dp0venv\Scripts\python.exe" -m ttt %%*
echo.
echo ttt is installed. In a console, type:  "%HERE%ttt.cmd" --help
pause
exit /b 0
:failed
echo ttt could not be installed; what went wrong stands above.
pause
exit /b 3
