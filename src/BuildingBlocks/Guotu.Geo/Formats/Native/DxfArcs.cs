using System.Globalization;
using System.Text;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Native;

/// <summary>
/// The arcs of a drawing (圆弧): libgdal gives them as chords, so their count is said. A chord spans at most <see cref="StepDegrees"/>, so that it
/// leaves its arc by at most 2.4 millionths of the radius: 2.4 mm at one kilometre.
/// </summary>
internal static class DxfArcs
{
    /// <summary>Degrees of an arc that one chord spans.</summary>
    public const string StepDegrees = "0.25";

    private const int LongestLine = 4_096;
    private static readonly string[] Curved = ["ARC", "CIRCLE", "ELLIPSE", "SPLINE"];

    public static IReadOnlyList<Error> Warnings(string path)
    {
        var count = Count(path);
        return count == 0 ? [] : [new Error(FormatErrors.WarnArcsAsChords, ("count", count))];
    }

    /// <summary>Curves and bulged edges in a text drawing; what is no drawing has none.</summary>
    private static long Count(string path)
    {
        using var reader = new StreamReader(path, Encoding.Latin1);
        var (count, entity) = (0L, string.Empty);
        while (Line(reader) is { } code && Line(reader) is { } value)
        {
            if (code == "0")
            {
                entity = value;
                count += Curved.Contains(value) ? 1 : 0;
            }
            else if (code == "42" && entity is ("LWPOLYLINE" or "VERTEX") && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var bulge) && bulge != 0)
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>A line without its ends; of one that is too long only the beginning, for no code or number is so long.</summary>
    private static string? Line(StreamReader reader)
    {
        var line = new StringBuilder();
        for (var read = reader.Read(); read >= 0; read = reader.Read())
        {
            if (read == '\n')
            {
                return line.ToString().Trim();
            }

            if (line.Length < LongestLine)
            {
                line.Append((char)read);
            }
        }

        return line.Length > 0 ? line.ToString().Trim() : null;
    }
}
