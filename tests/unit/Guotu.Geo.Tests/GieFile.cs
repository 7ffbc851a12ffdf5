using System.Globalization;
using System.Text.RegularExpressions;
using Guotu.Testing;

namespace Guotu.Geo.Tests;

/// <summary>One case of a .gie file.</summary>
/// <param name="Forward">True from degrees to metres.</param>
/// <param name="RoundTrips">How often there and back again; 0 for a plain case.</param>
internal sealed record GieCase(string Operation, bool Forward, double Tolerance, int RoundTrips, (double X, double Y) Accept, (double X, double Y) Expect);

/// <summary>Reads PROJ's .gie test files: operation, tolerance, accept, expect, roundtrip; tolerance stays until changed.</summary>
internal static partial class GieFile
{
    public static IReadOnlyList<GieCase> Read(string path)
    {
        var cases = new List<GieCase>();
        var (operation, tolerance, trips) = (string.Empty, 0.0, 0);
        (double X, double Y)? accept = null;
        var text = File.ReadAllText(TestData.Path(path)).Replace("\\\n", " ", StringComparison.Ordinal);
        foreach (var words in text.Split('\n').Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length > 0))
        {
            switch (words[0])
            {
                case "operation":
                    (operation, trips, accept) = (string.Join(' ', words[1..]), 0, null);
                    break;
                case "tolerance":
                    Flush(null);
                    tolerance = Number(words[1]) * (words.ElementAtOrDefault(2) switch { "m" => 1, "mm" => 1e-3, "um" => 1e-6, _ => throw new FormatException(string.Join(' ', words)) });
                    break;
                case "accept":
                    Flush(null);
                    accept = (Number(words[1]), Number(words[2]));
                    break;
                case "roundtrip":
                    trips = int.Parse(words[1], CultureInfo.InvariantCulture);
                    Flush(null);
                    break;
                case "expect":
                    Flush((Number(words[1]), Number(words[2])));
                    break;
                default:
                    break;
            }
        }

        return cases;

        void Flush((double X, double Y)? expect)
        {
            if (accept is { } given && (expect is not null || trips > 0))
            {
                var forward = !TransverseMercatorBackwards().IsMatch(operation);
                cases.Add(new GieCase(operation, forward, tolerance, expect is null ? trips : 0, given, expect ?? given));
                (accept, trips) = (null, 0);
            }
        }
    }

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);

    // The projected step comes first and is inverted: metres to degrees.
    [GeneratedRegex(@"^\+proj=pipeline\s+\+step\s+\+(proj=etmerc|init=epsg:(32631|28354))\b.*\+inv\s+\+step\s+\+init=epsg:(4326|4283)")]
    private static partial Regex TransverseMercatorBackwards();
}
