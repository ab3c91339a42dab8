@echo off
rem Runs Maven with a JDK 25, finding both on the machine; Maven is fetched once where there is none.
rem
rem   JAVA_HOME        is used if it is a JDK 25, and looked past if it is not
rem   MAVEN_USER_HOME  where a fetched Maven is kept, instead of %USERPROFILE%\.m2
rem   MVNW_REPOURL     a Maven repository to fetch Maven from, instead of Apache's archive
setlocal EnableExtensions DisableDelayedExpansion

set "JDK_FEATURE=25"
set "MAVEN_VERSION=3.9.11"
rem Written here rather than fetched from beside the archive, so that whoever serves the one cannot also vouch for it.
set "MAVEN_SHA512=03e2d65d4483a3396980629f260e25cac0d8b6f7f2791e4dc20bc83f9514db8d0f05b0479e699a5f34679250c49c8e52e961262ded468a20de0be254d8207076"

set "JDK="
if defined JAVA_HOME call :try_jdk "%JAVA_HOME%"
for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :try_jdk "%%~dp$PATH:j.."
for /d %%d in (
  "%ProgramFiles%\Eclipse Adoptium\*"
  "%ProgramFiles%\Java\*"
  "%ProgramFiles%\Microsoft\jdk*"
  "%ProgramFiles%\Zulu\*"
  "%ProgramFiles%\Amazon Corretto\*"
  "%ProgramFiles%\BellSoft\*"
  "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*"
  "%USERPROFILE%\.jdks\*"
) do call :try_jdk "%%~d"
if not defined JDK goto no_jdk
set "JAVA_HOME=%JDK%"

set "MAVEN="
for %%m in (mvn.cmd) do if not "%%~$PATH:m"=="" call :try_maven "%%~$PATH:m"
if defined MAVEN goto run

set "CACHE=%USERPROFILE%\.m2"
if defined MAVEN_USER_HOME set "CACHE=%MAVEN_USER_HOME%"
set "CACHE=%CACHE%\wrapper\lead-ignite"
set "MAVEN=%CACHE%\apache-maven-%MAVEN_VERSION%\bin\mvn.cmd"
if exist "%MAVEN%" goto run

set "URL=https://archive.apache.org/dist/maven/maven-3/%MAVEN_VERSION%/binaries/apache-maven-%MAVEN_VERSION%-bin.zip"
if defined MVNW_REPOURL if "%MVNW_REPOURL:~-1%"=="/" set "MVNW_REPOURL=%MVNW_REPOURL:~0,-1%"
if defined MVNW_REPOURL set "URL=%MVNW_REPOURL%/org/apache/maven/apache-maven/%MAVEN_VERSION%/apache-maven-%MAVEN_VERSION%-bin.zip"
echo mvnw: no Maven 3.8.7 or later on the PATH, fetching %MAVEN_VERSION% from %URL% 1>&2
rem Started from PowerShell 7, Windows PowerShell would look for its own modules in the wrong place.
set "PSModulePath="
powershell -NoProfile -NonInteractive -ExecutionPolicy Bypass -Command ^
  "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';" ^
  "[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12;" ^
  "$work = Join-Path $env:CACHE ('download.' + [Guid]::NewGuid());" ^
  "try {" ^
  "  New-Item -ItemType Directory -Force $work | Out-Null;" ^
  "  $zip = Join-Path $work 'maven.zip';" ^
  "  Invoke-WebRequest -UseBasicParsing -Uri $env:URL -OutFile $zip;" ^
  "  $actual = (Get-FileHash -Algorithm SHA512 $zip).Hash;" ^
  "  if ($actual -ne $env:MAVEN_SHA512) { throw ('not the archive that was expected: received SHA-512 ' + $actual) };" ^
  "  Expand-Archive $zip $work;" ^
  "  $maven = 'apache-maven-' + $env:MAVEN_VERSION;" ^
  "  if (-not (Test-Path (Join-Path $env:CACHE $maven))) { Move-Item (Join-Path $work $maven) $env:CACHE }" ^
  "} catch { [Console]::Error.WriteLine('mvnw: ' + $_.Exception.Message); exit 1 }" ^
  "finally { Remove-Item -Recurse -Force -ErrorAction SilentlyContinue $work }"
if errorlevel 1 goto no_maven
if not exist "%MAVEN%" goto no_maven

:run
rem Two modules at a time, since many tests wait; native images one by one, since each takes gigabytes.
set "THREADS=-T2"
rem Called from a folder that holds no project, it means this one.
set PROJECT=
if not exist pom.xml set PROJECT=-f "%~dp0pom.xml"
for %%a in (%*) do call :argument "%%~a"
call "%MAVEN%" %THREADS% %PROJECT% %*
exit /b %ERRORLEVEL%

:argument
set "ARGUMENT=%~1"
if not defined ARGUMENT exit /b 0
if "%ARGUMENT%"=="-f" set PROJECT=
if "%ARGUMENT%"=="--file" set PROJECT=
if "%ARGUMENT:~0,2%"=="-T" set "THREADS="
if "%ARGUMENT:~0,9%"=="--threads" set "THREADS="
if "%ARGUMENT:~0,8%"=="-Dnative" set "THREADS="
if not "%ARGUMENT:~0,4%"=="-Pup" exit /b 0
set "THREADS="
rem `-Pup` shows progress and the result. What the build warns of is for whoever changes it; `verify` tells them.
set "LEVELS=-Dorg.slf4j.simpleLogger"
set "MAVEN_OPTS=%LEVELS%.defaultLogLevel=error %LEVELS%.log.org.apache.maven.cli.event.ExecutionEventLogger=info %MAVEN_OPTS%"
exit /b 0

:try_jdk
if defined JDK exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
findstr /r /c:"^JAVA_VERSION=.%JDK_FEATURE%[^0-9]" "%~1\release" >nul 2>nul && set "JDK=%~f1"
exit /b 0

rem Maven 4 is passed over: this build has not been tried with it.
:try_maven
set "FOUND="
pushd "%SystemDrive%\"
for /f "tokens=3" %%v in ('call "%~1" -v 2^>nul ^| findstr /b /c:"Apache Maven "') do set "FOUND=%%v"
popd
if not defined FOUND exit /b 0
set "SCORE=0"
for /f "tokens=1-3 delims=.-" %%a in ("%FOUND%") do set /a "SCORE=%%a*1000000+%%b*1000+%%c" 2>nul
if %SCORE% geq 3008007 if %SCORE% lss 4000000 set "MAVEN=%~1"
exit /b 0

:no_jdk
echo mvnw: this build needs a JDK %JDK_FEATURE%, and none was found. To get one: 1>&2
echo   winget install EclipseAdoptium.Temurin.%JDK_FEATURE%.JDK    ^(or an installer from adoptium.net^) 1>&2
echo or set JAVA_HOME to the folder of one that is there already. 1>&2
exit /b 1

:no_maven
echo mvnw: Maven could not be fetched. Install Maven 3.8.7 or later, or set MVNW_REPOURL to a Maven repository that can be reached. 1>&2
exit /b 1
