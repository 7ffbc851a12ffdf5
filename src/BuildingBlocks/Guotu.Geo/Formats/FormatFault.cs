using System.Globalization;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats;

/// <summary>
/// Carries a refusal out of the depths of a parser to its reader, which turns it into a <see cref="Result"/>; it never leaves this
/// building block.
/// </summary>
internal sealed class FormatFault(Error error) : Exception(error.Code.Value)
{
    public Error Error { get; } = error;

    public static FormatFault Record(string where, string reason) => new(new Error(FormatErrors.RecordBroken, ("where", where), ("reason", reason)));

    public static FormatFault Ring(string where, int ring, string reason) =>
        new(new Error(FormatErrors.RingBroken, ("where", where), ("reason", reason)) { Ring = ring });

    public static FormatFault AtLine(int line, string reason) => new(new Error(FormatErrors.LineBroken, ("reason", reason)) { Line = line });

    public static FormatFault Cut(string file, string where) => new(new Error(FormatErrors.Truncated, ("file", file), ("where", where)));

    public static FormatFault Structure(string file, string reason) => new(new Error(FormatErrors.StructureBroken, ("file", file), ("reason", reason)));

    public static FormatFault TooLarge(string what, long bytes, long limit) => new(new Error(
        FormatErrors.FileTooLarge,
        ("what", what),
        ("size", (bytes / 1048576m).ToString("0", CultureInfo.InvariantCulture)),
        ("limit", limit >> 20)));
}
