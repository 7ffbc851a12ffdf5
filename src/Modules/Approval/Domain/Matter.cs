namespace Guotu.Approval.Domain;

/// <summary>A matter (事项) as its data file defines it: limits, form, materials and certificate.</summary>
public sealed record Matter
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>Id of the BPMN process.</summary>
    public required string Process { get; init; }

    /// <summary>Word of the case number (案卷号), as in 西自然资<b>预审</b>〔2026〕1号.</summary>
    public required string CaseWord { get; init; }

    /// <summary>承诺时限 in working days.</summary>
    public required int PromisedDays { get; init; }

    /// <summary>法定时限 in working days.</summary>
    public required int StatutoryDays { get; init; }

    /// <summary>Working days that the head may add once.</summary>
    public required int ExtensionDays { get; init; }

    /// <summary>False while limits are taken from usual practice and not from the published list (待核实).</summary>
    public required bool Verified { get; init; }

    public required MatterCertificate Certificate { get; init; }

    public required IReadOnlyList<MatterField> Fields { get; init; }

    public required IReadOnlyList<MatterMaterial> Materials { get; init; }

    public required MatterLimits Limits { get; init; }

    public MatterField? Field(string key) => Fields.FirstOrDefault(f => f.Key == key);

    public MatterMaterial? Material(string code) => Materials.FirstOrDefault(m => m.Code == code);
}

/// <summary>What the matter ends in (证书).</summary>
/// <param name="Title">Title on the paper.</param>
/// <param name="Prefix">用字第, 地字第, 建字第 or 乡字第.</param>
/// <param name="Letters">XS, YG, GG or XG.</param>
/// <param name="ValidityYears">Years from the day of issue.</param>
/// <param name="Layer">Layer that approved parcels join.</param>
public sealed record MatterCertificate(string Title, string Prefix, string Letters, int ValidityYears, string Layer);

/// <summary>A field of the form (表单字段).</summary>
public sealed record MatterField
{
    public required string Key { get; init; }

    public required string Label { get; init; }

    /// <summary><c>text</c>, <c>longtext</c>, <c>number</c>, <c>date</c>, <c>select</c> or <c>code</c>.</summary>
    public required string Kind { get; init; }

    public required bool Required { get; init; }

    public required string Section { get; init; }

    public string? Unit { get; init; }

    public int? Decimals { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>A regular expression that the whole value matches.</summary>
    public string? Pattern { get; init; }

    /// <summary>Name of a check: <c>credit-code</c>, <c>investment-code</c>, <c>id-number</c>.</summary>
    public string? Rule { get; init; }

    public string? Hint { get; init; }

    /// <summary>Personal data (个人信息): kept encrypted, shown masked.</summary>
    public bool Personal { get; init; }

    /// <summary>Name of a <see cref="PersonalMask"/>, for a personal field.</summary>
    public string Mask { get; init; } = PersonalMask.Whole;

    /// <summary>Name of a <see cref="IndexedValue"/>, for a personal field by which cases are found; null for none.</summary>
    public string? Index { get; init; }

    public IReadOnlyList<MatterOption> Options { get; init; } = [];
}

/// <summary>A choice of a select field.</summary>
public sealed record MatterOption(string Value, string Label);

/// <summary>A paper of the application (申请材料).</summary>
public sealed record MatterMaterial(string Code, string Name, bool Required, string? Hint);

/// <summary>What may be uploaded.</summary>
/// <param name="MaxFileMiB">Largest file.</param>
/// <param name="AcceptedTypes">Short names of <see cref="Guotu.Approval.StageFile.FileKind"/>.</param>
public sealed record MatterLimits(int MaxFileMiB, IReadOnlyList<string> AcceptedTypes);
