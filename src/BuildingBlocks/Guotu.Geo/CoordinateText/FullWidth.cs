using System.Buffers;

namespace Guotu.Geo.CoordinateText;

/// <summary>Full-width characters (全角) that copies of the format carry.</summary>
internal static class FullWidth
{
    private const int Distance = '！' - '!';

    private static readonly SearchValues<char> Structural = SearchValues.Create("【】［］，＠＝。．－０１２３４５６７８９");

    /// <summary>True where a full-width character stands that the format gives a meaning to.</summary>
    public static bool Occurs(ReadOnlySpan<char> text) => text.ContainsAny(Structural);

    /// <summary>All of the printable full-width range, brackets 【】 and the ideographic space to half width.</summary>
    public static string Narrow(string text) => string.Create(text.Length, text, static (output, source) =>
    {
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = Narrow(source[i]);
        }
    });

    /// <summary>
    /// Only what separates: commas and @. In a parcel head that already has its half-width commas a full-width one belongs to a name.
    /// </summary>
    public static string NarrowSeparators(string line)
    {
        var keepCommas = line.AsSpan().Count(',') >= 6;
        return keepCommas ? line.Replace('＠', '@') : line.Replace('，', ',').Replace('＠', '@');
    }

    private static char Narrow(char c) => c switch
    {
        >= '！' and <= '～' => (char)(c - Distance),
        '　' => ' ',
        '【' => '[',
        '】' => ']',
        '。' => '.',
        _ => c,
    };
}
