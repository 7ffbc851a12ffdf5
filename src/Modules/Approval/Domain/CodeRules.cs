using System.Text.RegularExpressions;

namespace Guotu.Approval.Domain;

/// <summary>Checks of official codes by name; each answers null when the code is right, else what is wrong in Chinese.</summary>
public static class CodeRules
{
    private static readonly Dictionary<string, Func<string, string?>> ByName = new(StringComparer.Ordinal)
    {
        ["credit-code"] = CreditCodeMustHaveItsCheckCharacter.Check,
        ["investment-code"] = InvestmentCodeMustHaveItsForm.Check,
        ["id-number"] = IdNumberMustHaveItsCheckCharacter.Check,
    };

    public static bool Knows(string name) => ByName.ContainsKey(name);

    public static string? Check(string name, string value) => ByName[name](value);
}

/// <summary>统一社会信用代码, GB 32100-2015: eighteen characters, the last a check by weights 3^(i-1) mod 31.</summary>
public static class CreditCodeMustHaveItsCheckCharacter
{
    private const string Set = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    public static string? Check(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length != 18 || code.Any(c => !Set.Contains(c, StringComparison.Ordinal)))
        {
            return "统一社会信用代码是 18 位数字和大写字母(不用 I、O、S、V、Z)";
        }

        var sum = 0;
        var weight = 1;
        for (var i = 0; i < 17; i++)
        {
            sum += Set.IndexOf(code[i], StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        var check = Set[(31 - (sum % 31)) % 31];
        return code[17] == check ? null : $"校验位不对,按前 17 位应是 {check}";
    }
}

/// <summary>投资项目统一代码, GB/T 40058-2021: the form only, its check algorithm is not published.</summary>
public static partial class InvestmentCodeMustHaveItsForm
{
    public static string? Check(string code) => Form().IsMatch(code) ? null : "投资项目统一代码的样式是 2406-610724-04-01-118327";

    [GeneratedRegex(@"\A[0-9]{2}(0[1-9]|1[0-2])-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>身份证号, GB 11643.</summary>
public static class IdNumberMustHaveItsCheckCharacter
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static string? Check(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        if (number.Length != 18 || number.Take(17).Any(c => !char.IsAsciiDigit(c)))
        {
            return "身份证号是 18 位";
        }

        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += (number[i] - '0') * Weights[i];
        }

        return "10X98765432"[sum % 11] == number[17] ? null : "身份证号校验位不对";
    }
}
