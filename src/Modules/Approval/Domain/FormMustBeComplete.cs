using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Guotu.Approval.Contracts;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Domain;

/// <summary>
/// The form of a case is complete and each value is of its kind (表单完整). Values are normalised silently: full-width digits and
/// letters, spaces around. All faults are told at once.
/// </summary>
public static class FormMustBeComplete
{
    private const int LongestText = 200;
    private const int LongestLongText = 2000;

    /// <summary>The normalised values by key, empty ones left out; or the first fault with the others in <see cref="Error.Others"/>.</summary>
    public static Result<IReadOnlyDictionary<string, string>> Check(Matter matter, IReadOnlyDictionary<string, string> given)
    {
        ArgumentNullException.ThrowIfNull(matter);
        ArgumentNullException.ThrowIfNull(given);
        var errors = new List<Error>();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in matter.Fields)
        {
            var value = Normalise(given.GetValueOrDefault(field.Key), field);
            var error = value.Length > 0 ? ErrorOf(field, value)
                : field.Required ? new Error(ApprovalErrors.FieldMissing, ("label", field.Label)) { Field = field.Key }
                : null;
            if (error is not null)
            {
                errors.Add(error);
            }
            else if (value.Length > 0)
            {
                values[field.Key] = value;
            }
        }

        errors.AddRange(given.Keys.Where(k => matter.Field(k) is null).Select(k => Fault(k, k, "本事项的表单没有这一项")));
        return errors.Count == 0
            ? Result<IReadOnlyDictionary<string, string>>.Of(values)
            : WithOthers(errors);
    }

    /// <summary>The half-width form of a full-width character. The runtime is globalization-invariant: its own normalisation leaves them as they are.</summary>
    private static char Narrow(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;

    private static Error WithOthers(List<Error> errors) =>
        new(errors[0].Code, errors[0].Arguments.Select(a => (a.Key, (object)a.Value)).ToArray()) { Field = errors[0].Field, Others = errors.Skip(1).ToList() };

    private static string Normalise(string? value, MatterField field)
    {
        var text = (value ?? string.Empty).Trim();
        return field.Kind is "number" or "code" or "date"
            ? new string(text.Select(Narrow).Where(c => !char.IsWhiteSpace(c)).ToArray()).ToUpperInvariant()
            : text;
    }

    private static Error? ErrorOf(MatterField field, string value)
    {
        var reason = HiddenCharacter(value, field)
            ?? TooLong(value, field)
            ?? field.Kind switch
            {
                "number" => NumberReason(value, field),
                "date" => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "日期写成 2026-03-02",
                "select" => field.Options.Any(o => o.Value == value) ? null : "从列出的选项里选",
                _ => null,
            }
            ?? (field.Rule is { } rule ? CodeRules.Check(rule, value) : null)
            ?? (field.Pattern is { } pattern && !Whole(pattern, value) ? field.Hint ?? "样式不对" : null);
        return reason is null ? null : Fault(field.Key, field.Label, reason);
    }

    private static Error Fault(string key, string label, string reason) =>
        new(ApprovalErrors.FieldInvalid, ("label", label), ("reason", reason)) { Field = key };

    private static string? TooLong(string value, MatterField field)
    {
        var longest = field.MaxLength ?? (field.Kind == "longtext" ? LongestLongText : LongestText);
        return value.EnumerateRunes().Count() > longest ? string.Create(CultureInfo.InvariantCulture, $"不超过 {longest} 字") : null;
    }

    /// <summary>Control and format characters (bidi overrides) would make a paper say something else than the screen.</summary>
    private static string? HiddenCharacter(string value, MatterField field) =>
        value.EnumerateRunes().Any(r => Rune.GetUnicodeCategory(r) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            && !(field.Kind == "longtext" && r.Value is '\n' or '\r' or '\t'))
            ? "含有看不见的控制字符"
            : null;

    private static string? NumberReason(string value, MatterField field)
    {
        var decimals = field.Decimals ?? 0;
        if (!decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1_000_000_000m)
        {
            return "填数字,不带单位和千分位";
        }

        return decimal.Round(number, decimals) == number ? null : string.Create(CultureInfo.InvariantCulture, $"最多 {decimals} 位小数");
    }

    private static bool Whole(string pattern, string value) =>
        Regex.IsMatch(value, @"\A(?:" + pattern + @")\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
