using Guotu.Kernel.Randomness;

namespace Guotu.Identity.Domain;

/// <summary>
/// A sum in words instead of a picture (文字题), for people who do not see the picture: a screen reader reads it, the answer is a number. It holds
/// programs up less than the picture does; what stops guessing is the lock-out.
/// </summary>
/// <param name="Text">As asked.</param>
/// <param name="Answer">In digits.</param>
public sealed record ArithmeticQuestion(string Text, string Answer)
{
    private const string Digits = "零一二三四五六七八九";

    public static ArithmeticQuestion By(IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> bytes = stackalloc byte[3];
        random.Fill(bytes);
        var (one, other) = (11 + (bytes[0] % 29), 2 + (bytes[1] % 9));
        var (word, result) = bytes[2] % 2 == 0 ? ("加", one + other) : ("减", one - other);
        return new ArithmeticQuestion($"{Words(one)}{word}{Words(other)}等于几?用数字回答。", result.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>1 to 99 as people say it.</summary>
    internal static string Words(int number)
    {
        var (tens, ones) = (number / 10, number % 10);
        var head = tens switch { 0 => string.Empty, 1 => "十", _ => Digits[tens] + "十" };
        return ones == 0 && tens > 0 ? head : head + Digits[ones];
    }
}
