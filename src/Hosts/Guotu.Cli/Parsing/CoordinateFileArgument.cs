using Guotu.Cli.Output;
using Guotu.Geo.CoordinateText;
using Guotu.Kernel.Results;

namespace Guotu.Cli.Parsing;

/// <summary>A coordinate file named on the command line.</summary>
internal static class CoordinateFileArgument
{
    /// <summary>The file as read, or why its content is refused. A file that is not there or can not be opened ends the verb.</summary>
    public static async Task<Result<CoordinateFile>> ReadAsync(string path, CoordinateTextOptions options, CancellationToken ct)
    {
        await using var stream = Open(path);
        return await CoordinateTextReader.ReadAsync(stream, options, ct);
    }

    private static FileStream Open(string path)
    {
        var place = new FileInfo(path);
        if (!place.Exists)
        {
            throw new RefusedException(new Error(CliErrors.FileMissing, ("path", path)), ExitCode.BadUse);
        }

        try
        {
            return place.OpenRead();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(new Error(CliErrors.FileUnreadable, ("path", path), ("reason", exception.Message)), ExitCode.Failed);
        }
    }
}
