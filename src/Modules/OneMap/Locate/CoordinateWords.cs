using System.Globalization;
using System.Text.RegularExpressions;

namespace Guotu.OneMap.Locate;

/// <summary>What a pair of numbers typed into the search box says (坐标文字).</summary>
internal abstract partial record CoordinateWords
{
    private const int LongestText = 200;

    /// <summary>Degrees, whichever way round they were typed: in China a longitude is never a latitude.</summary>
    public sealed record Degrees(double Lon, double Lat) : CoordinateWords;

    /// <summary>Plane metres as typed.</summary>
    /// <param name="North">X of the survey.</param>
    /// <param name="East">Y of the survey, with or without the zone number.</param>
    /// <param name="EastFirst">Typed east first, against the survey's order.</param>
    public sealed record Metres(double North, double East, bool EastFirst) : CoordinateWords;

    /// <summary>Reads two numbers: degrees, degrees-minutes-seconds, <c>X=… Y=…</c>, or a row <c>J1,1,X,Y</c>. Null for anything else.</summary>
    public static CoordinateWords? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
        {
            return null;
        }

        var plain = Coordinates.HalfWidth(text);
        return (CoordinateWords?)Coordinates.Sexagesimal(plain) ?? Coordinates.Pair(plain);
    }

    private static partial class Coordinates
    {
        private const string FullWidth = ",。:;()０１２３４５６７８９．－";
        private const string Narrow = ",.:;()0123456789.-";

        public static string HalfWidth(string text) => string.Concat(text.Select(c => FullWidth.IndexOf(c, StringComparison.Ordinal) is var i and >= 0 ? Narrow[i] : c));

        public static Degrees? Sexagesimal(string text)
        {
            var angles = Angle().Matches(text);
            if (angles.Count != 2 || Angle().Replace(text, string.Empty).Any(char.IsAsciiDigit))
            {
                return null;
            }

            var (a, b) = (Value(angles[0]), Value(angles[1]));
            return double.IsNaN(a) || double.IsNaN(b) ? null : OfDegrees(a, b);
        }

        public static CoordinateWords? Pair(string text)
        {
            var row = PointRow().Match(text);
            var rest = row.Success ? row.Groups["pair"].Value : text;
            var numbers = Number().Matches(rest).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).ToArray();
            if (numbers.Length != 2 || !OnlyWords().IsMatch(Number().Replace(rest, " ")))
            {
                return null;
            }

            return numbers.All(n => Math.Abs(n) < 180) ? OfDegrees(numbers[0], numbers[1]) : OfMetres(numbers[0], numbers[1]);
        }

        private static double Value(Match angle)
        {
            var minutes = Part(angle, "m");
            var seconds = Part(angle, "s");
            return minutes < 60 && seconds < 60 ? Part(angle, "d") + (minutes / 60) + (seconds / 3600) : double.NaN;
        }

        private static double Part(Match match, string group) =>
            match.Groups[group].Success ? double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

        private static Degrees? OfDegrees(double a, double b) =>
            IsLon(a) && IsLat(b) ? new Degrees(a, b) : IsLon(b) && IsLat(a) ? new Degrees(b, a) : null;

        private static Metres? OfMetres(double a, double b) =>
            IsNorth(a) && IsEast(b) ? new Metres(a, b, EastFirst: false) : IsNorth(b) && IsEast(a) ? new Metres(b, a, EastFirst: true) : null;

        private static bool IsLon(double value) => value is >= 70 and <= 140;

        private static bool IsLat(double value) => value is >= 0 and <= 56;

        private static bool IsNorth(double value) => value is >= 1e6 and < 6e6;

        private static bool IsEast(double value) => value is >= 1e5 and < 1e6 or >= 1.3e7 and < 4.6e7;

        [GeneratedRegex(@"(?<d>\d{1,3})\s*[°度]\s*(?:(?<m>\d{1,2}(?:\.\d+)?)\s*['′’分]\s*)?(?:(?<s>\d{1,2}(?:\.\d+)?)\s*(?:[""″”秒]|''))?", RegexOptions.None, 200)]
        private static partial Regex Angle();

        [GeneratedRegex(@"^\s*J?\d{1,6}\s*,\s*\d{1,4}\s*,(?<pair>[^,]+,[^,]+),?\s*$", RegexOptions.None, 200)]
        private static partial Regex PointRow();

        [GeneratedRegex(@"-?\d+(?:\.\d+)?", RegexOptions.None, 200)]
        private static partial Regex Number();

        [GeneratedRegex(@"^[\sXYxyENenBLbl=:,;()°东经北纬坐标度]*$", RegexOptions.None, 200)]
        private static partial Regex OnlyWords();
    }
}
