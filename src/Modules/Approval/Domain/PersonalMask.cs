using System.Text;

namespace Guotu.Approval.Domain;

/// <summary>
/// How a personal value is shown to who does not handle the case (个人信息去标识化显示), by the name in the matter file. After GB/T 37964 (masking):
/// what stays is enough to tell persons of one case apart and too little to find one. Written down in <c>docs/formats/personal-masks.md</c>.
/// </summary>
public static class PersonalMask
{
    /// <summary>The mask of a personal field that names none: nothing is shown.</summary>
    public const string Whole = "whole";

    private const string Hidden = "****";
    private const int AddressKept = 6;
    private const int MobileLength = 11;

    private static readonly Dictionary<string, Func<string, string>> ByName = new(StringComparer.Ordinal)
    {
        [Whole] = _ => Hidden,
        ["name"] = Name,
        ["id-number"] = IdNumber,
        ["phone"] = Phone,
        ["address"] = Address,
    };

    public static bool Knows(string name) => ByName.ContainsKey(name);

    /// <summary>The masked value; an empty one stays empty, and one that is too short for its rule is hidden whole.</summary>
    public static string Show(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length == 0 ? value : ByName[name](value);
    }

    /// <summary>姓名: the first character; a name of one character is hidden.</summary>
    private static string Name(string value)
    {
        var runes = value.EnumerateRunes().ToList();
        return runes.Count < 2 ? Hidden : runes[0] + new string('*', Math.Min(runes.Count - 1, 4));
    }

    /// <summary>身份证号: region (first six) and the last two; birth date and the rest of the sequence are hidden.</summary>
    private static string IdNumber(string value) => Kept(value, new Ends(6, 2, 18));

    /// <summary>手机号: 3 and 4. 座机: the first three and the last two.</summary>
    private static string Phone(string value) => value.Length == MobileLength && value[0] == '1' ? Kept(value, new Ends(3, 4, MobileLength)) : Kept(value, new Ends(3, 2, 10));

    /// <summary>地址: the first six characters (县、镇).</summary>
    private static string Address(string value)
    {
        var runes = value.EnumerateRunes().ToList();
        return runes.Count <= AddressKept ? Hidden : string.Concat(runes.Take(AddressKept)) + Hidden;
    }

    private static string Kept(string value, Ends ends)
    {
        if (value.Length < ends.Shortest || value.Any(char.IsSurrogate))
        {
            return Hidden;
        }

        var shown = new StringBuilder(value.Length);
        shown.Append(value, 0, ends.First).Append('*', value.Length - ends.First - ends.Last);
        return shown.Append(value, value.Length - ends.Last, ends.Last).ToString();
    }

    private sealed record Ends(int First, int Last, int Shortest);
}
