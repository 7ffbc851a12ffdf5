using Guotu.Cli.Output;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Formats.Parcels;
using Guotu.Kernel.Results;

namespace Guotu.Cli.Parsing;

/// <summary>A file of parcels named on the command line.</summary>
internal static class CoordinateFileArgument
{
    /// <summary>The file as read, or why its content is refused. A file that is not there or can not be opened ends the verb.</summary>
    public static async Task<Result<CoordinateFile>> ReadAsync(string path, CoordinateTextOptions options, CancellationToken ct)
    {
        MustOpen(path);
        return await ParcelFile.ReadAsync(path, options, ct);
    }

    private static void MustOpen(string path)
    {
        if (Directory.Exists(path) && path.TrimEnd('/').EndsWith(".gdb", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var place = new FileInfo(path);
        if (!place.Exists)
        {
            throw new RefusedException(new Error(CliErrors.FileMissing, ("path", path)), ExitCode.BadUse);
        }

        try
        {
            place.OpenRead().Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(new Error(CliErrors.FileUnreadable, ("path", path), ("reason", exception.Message)), ExitCode.Failed);
        }
    }
}
