using System.Globalization;

namespace Guotu.Operations.Evidence.Checks;

/// <summary>
/// 个人号码: finds numbers of persons in running text. A resident's number (GB 11643: division, birth date, sequence, check digit) and a mobile number of
/// eleven digits, neither as a part of a longer word or number.
/// </summary>
internal static class PersonalNumbers
{
    private const int ResidentDigits = 18;
    private const int MobileDigits = 11;
    private const string CheckDigits = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>First two digits of division codes.</summary>
    private static readonly HashSet<int> Provinces =
        [11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82];

    public static int CountIn(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }

            var end = i;
            while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            {
                end++;
            }

            count += IsPersonal(text.AsSpan(i, end - i)) ? 1 : 0;
            i = end;
        }

        return count;
    }

    private static bool IsPersonal(ReadOnlySpan<char> word) => word.Length switch
    {
        MobileDigits => word[0] == '1' && word[1] is >= '3' and <= '9' && AreDigits(word),
        ResidentDigits => AreDigits(word[..^1]) && IsResident(word),
        _ => false,
    };

    private static bool IsResident(ReadOnlySpan<char> word)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += (word[i] - '0') * Weights[i];
        }

        return CheckDigits[sum % 11] == char.ToUpperInvariant(word[^1])
            && Provinces.Contains(int.Parse(word[..2], CultureInfo.InvariantCulture))
            && word[6..8] is "18" or "19" or "20"
            && DateOnly.TryParseExact(word[6..14], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    private static bool AreDigits(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}
