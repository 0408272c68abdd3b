@echo off
rem Double-click me: builds the sample curriculum for every active cohort into the folder build.
rem In a console, arguments pass through:  build.cmd khm --language en
setlocal
set "PYTHONUTF8=1"
cd /d "%~dp0"
where py >nul 2>nul
if errorlevel 1 goto try_python
py -3 scripts\bootstrap.py build %*
goto done
:try_python
where python >nul 2>nul
if errorlevel 1 goto no_python
python scripts\bootstrap.py build %*
goto done
:no_python
echo Python is missing: install Python 3.11 or later from python.org, then start this again.
call :fail
:done
set "RESULT=%ERRORLEVEL%"
echo.
pause
exit /b %RESULT%
:fail
exit /b 3
