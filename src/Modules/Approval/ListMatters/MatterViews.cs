using System.ComponentModel.DataAnnotations;
using Guotu.Approval.Domain;

namespace Guotu.Approval.ListMatters;

/// <summary>A matter in the list.</summary>
public sealed record MatterItem(string Code, string Name);

/// <summary>A matter with its form, as the API gives it.</summary>
public sealed record MatterView(
    string Code,
    string Name,
    int PromisedDays,
    int StatutoryDays,
    bool Verified,
    IReadOnlyList<FieldView> Fields,
    IReadOnlyList<MatterMaterial> Materials,
    MatterLimits Limits)
{
    public static MatterView Of(Matter matter)
    {
        ArgumentNullException.ThrowIfNull(matter);
        var fields = matter.Fields.Select(FieldView.Of).ToList();
        return new MatterView(matter.Code, matter.Name, matter.PromisedDays, matter.StatutoryDays, matter.Verified, fields, matter.Materials, matter.Limits);
    }
}

/// <summary>A field of the form; <paramref name="Pattern"/> matches the whole value.</summary>
public sealed record FieldView(
    string Key,
    string Label,
    [property: AllowedValues("text", "longtext", "number", "date", "select", "code")] string Kind,
    bool Required,
    string? Unit,
    IReadOnlyList<MatterOption>? Options,
    string? Pattern,
    string? Hint,
    string Section,
    bool Personal)
{
    public static FieldView Of(MatterField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return new FieldView(
            field.Key,
            field.Label,
            field.Kind,
            field.Required,
            field.Unit,
            field.Options.Count == 0 ? null : field.Options,
            field.Pattern is { } pattern ? "^(?:" + pattern + ")$" : null,
            field.Hint,
            field.Section,
            field.Personal);
    }
}
