using System.Text.RegularExpressions;
using Guotu.Approval.Domain;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Guotu.Approval.ListMatters;

/// <summary>Reads a matter file; a file that does not hold together throws when the process starts, naming the place.</summary>
internal static class MatterReader
{
    private static readonly string[] Kinds = ["text", "longtext", "number", "date", "select", "code"];

    public static Matter Read(string yaml)
    {
        var file = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<MatterFile>(yaml);
        var matter = new Matter
        {
            Code = file.Code,
            Name = file.Name,
            Process = file.Process,
            CaseWord = file.CaseWord,
            PromisedDays = file.PromisedDays,
            StatutoryDays = file.StatutoryDays,
            ExtensionDays = file.ExtensionDays,
            Verified = file.Verified,
            Certificate = new MatterCertificate(
                file.Certificate.Title, file.Certificate.Prefix, file.Certificate.Letters, file.Certificate.ValidityYears, file.Certificate.Layer),
            Fields = file.Fields.Select(FieldOf).ToList(),
            Materials = file.Materials.Select(m => new MatterMaterial(m.Code, m.Name, m.Required, m.Hint)).ToList(),
            Limits = new MatterLimits(file.Limits.MaxFileMiB, file.Limits.AcceptedTypes),
        };
        Check(matter);
        return matter;
    }

    private static void Check(Matter matter)
    {
        if (matter.PromisedDays < 1 || matter.PromisedDays > matter.StatutoryDays)
        {
            throw new InvalidDataException($"Matter {matter.Code}: the promised days are not within the statutory ones");
        }

        if (matter.Fields.Select(f => f.Key).Distinct(StringComparer.Ordinal).Count() != matter.Fields.Count)
        {
            throw new InvalidDataException($"Matter {matter.Code}: a field is defined twice");
        }

        foreach (var field in matter.Fields)
        {
            CheckField(matter, field);
        }
    }

    private static void CheckField(Matter matter, MatterField field)
    {
        if (!Kinds.Contains(field.Kind) || (field.Kind == "select") != (field.Options.Count > 0) || (field.Rule is { } rule && !CodeRules.Knows(rule)) || !PersonalMask.Knows(field.Mask) || !IndexHolds(field))
        {
            throw new InvalidDataException($"Matter {matter.Code}: field {field.Key} does not hold together");
        }

        if (field.Pattern is { } pattern)
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
    }

    /// <summary>Only personal fields are indexed: others are searched as they are.</summary>
    private static bool IndexHolds(MatterField field) => field.Index is not { } index || (field.Personal && IndexedValue.Knows(index));

    private static MatterField FieldOf(FieldFile field) => new()
    {
        Key = field.Key,
        Label = field.Label,
        Kind = field.Kind,
        Required = field.Required,
        Section = field.Section,
        Unit = field.Unit,
        Decimals = field.Decimals,
        MaxLength = field.MaxLength,
        Pattern = field.Pattern,
        Rule = field.Rule,
        Hint = field.Hint,
        Personal = field.Personal,
        Mask = field.Mask ?? PersonalMask.Whole,
        Index = field.Index,
        Options = (field.Options ?? []).Select(o => new MatterOption(o.Value, o.Label)).ToList(),
    };

#pragma warning disable CA1812 // Made by the reader of YAML.
    private sealed class MatterFile
    {
        public string Code { get; init; } = string.Empty;

        public string Name { get; init; } = string.Empty;

        public string Process { get; init; } = string.Empty;

        public string CaseWord { get; init; } = string.Empty;

        public int PromisedDays { get; init; }

        public int StatutoryDays { get; init; }

        public int ExtensionDays { get; init; }

        public bool Verified { get; init; }

        public CertificateFile Certificate { get; init; } = new();

        public List<FieldFile> Fields { get; init; } = [];

        public List<MaterialFile> Materials { get; init; } = [];

        public LimitsFile Limits { get; init; } = new();
    }

    private sealed class CertificateFile
    {
        public string Title { get; init; } = string.Empty;

        public string Prefix { get; init; } = string.Empty;

        public string Letters { get; init; } = string.Empty;

        public int ValidityYears { get; init; }

        public string Layer { get; init; } = string.Empty;
    }

    private sealed class FieldFile
    {
        public string Key { get; init; } = string.Empty;

        public string Label { get; init; } = string.Empty;

        public string Kind { get; init; } = string.Empty;

        public bool Required { get; init; }

        public string Section { get; init; } = string.Empty;

        public string? Unit { get; init; }

        public int? Decimals { get; init; }

        public int? MaxLength { get; init; }

        public string? Pattern { get; init; }

        public string? Rule { get; init; }

        public string? Hint { get; init; }

        public bool Personal { get; init; }

        public string? Mask { get; init; }

        public string? Index { get; init; }

        public List<OptionFile>? Options { get; init; }
    }

    private sealed class OptionFile
    {
        public string Value { get; init; } = string.Empty;

        public string Label { get; init; } = string.Empty;
    }

    private sealed class MaterialFile
    {
        public string Code { get; init; } = string.Empty;

        public string Name { get; init; } = string.Empty;

        public bool Required { get; init; }

        public string? Hint { get; init; }
    }

    private sealed class LimitsFile
    {
        public int MaxFileMiB { get; init; }

        public List<string> AcceptedTypes { get; init; } = [];
    }
#pragma warning restore CA1812
}
