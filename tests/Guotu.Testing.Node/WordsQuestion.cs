using System.Globalization;
using System.Text.RegularExpressions;

namespace Guotu.Testing.Node;

/// <summary>Reckons the question in words that stands for an image code.</summary>
public static partial class WordsQuestion
{
    private const string Digits = "零一二三四五六七八九";

    public static string Answer(string question)
    {
        var sum = Sum().Match(question);
        Assert.True(sum.Success, question);
        var (one, other) = (Number(sum.Groups[1].Value), Number(sum.Groups[3].Value));
        return (sum.Groups[2].Value == "加" ? one + other : one - other).ToString(CultureInfo.InvariantCulture);
    }

    private static int Number(string words)
    {
        var ten = words.IndexOf('十', StringComparison.Ordinal);
        return ten < 0 ? Digit(words) : ((ten == 0 ? 1 : Digit(words[..ten])) * 10) + (ten == words.Length - 1 ? 0 : Digit(words[(ten + 1)..]));
    }

    private static int Digit(string word) => Digits.IndexOf(word, StringComparison.Ordinal);

    [GeneratedRegex("^([零一二三四五六七八九十]+)([加减])([零一二三四五六七八九十]+)等于几")]
    private static partial Regex Sum();
}
