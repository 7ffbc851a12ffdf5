using System.Text;
using Guotu.Cli;
using Guotu.Cli.Output;
using Guotu.Geo.Formats.Native;

if (FileReadingProgram.IsAskedFor(args))
{
    return FileReadingProgram.Run();
}

// Chinese goes out as UTF-8 whatever the locale of the shell, without a byte order mark.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
try
{
    return await GuotuCommand.RunAsync(args);
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("已中止。");
    return ExitCode.Failed;
}
