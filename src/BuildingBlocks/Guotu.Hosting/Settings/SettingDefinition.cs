namespace Guotu.Hosting.Settings;

/// <summary>
/// A whole number that the system administrator may change while the node runs (运行参数), declared in code by the module that uses it. A change counts
/// from the next use on; what was decided by the value before keeps it.
/// </summary>
public sealed record SettingDefinition
{
    /// <summary>Stable, unique in the node: <c>module.name</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Chinese name of the part it belongs to.</summary>
    public required string Group { get; init; }

    /// <summary>Chinese name.</summary>
    public required string Title { get; init; }

    /// <summary>What it does and from when a change counts, in Chinese.</summary>
    public required string What { get; init; }

    /// <summary>Chinese unit of the number.</summary>
    public required string Unit { get; init; }

    public required int Delivered { get; init; }

    /// <summary>Least value that is taken.</summary>
    public required int Least { get; init; }

    /// <summary>Greatest value that is taken.</summary>
    public required int Most { get; init; }

    /// <summary>Where the value or its bounds come from; null where nothing but use decides.</summary>
    public string? Clause { get; init; }

    /// <summary>What is not certain about the delivered value (待核实); null where it is certain.</summary>
    public string? Doubt { get; init; }
}

/// <summary>A setting that pages only show (只读参数): it is changed at the shell, or by a file that has a version of its own.</summary>
/// <param name="Key">Stable, unique in the node.</param>
/// <param name="Group">Chinese name of the part it belongs to.</param>
/// <param name="Title">Chinese name.</param>
/// <param name="Value">As people read it; of a secret only whether there is one.</param>
/// <param name="HowChanged">Where and by what command it is changed, in Chinese.</param>
public sealed record FixedSetting(string Key, string Group, string Title, string Value, string HowChanged)
{
    /// <summary>What it does, in Chinese.</summary>
    public required string What { get; init; }

    /// <summary>As delivered; null where there is no such thing.</summary>
    public string? Delivered { get; init; }

    /// <summary>Where it comes from; null where nothing but use decides.</summary>
    public string? Clause { get; init; }

    /// <summary>What is not certain about it (待核实); null where it is certain.</summary>
    public string? Doubt { get; init; }
}

/// <summary>The settings of one module (参数清单). Registered as a service by the module; read anew at each look.</summary>
public interface ISettingSource
{
    IReadOnlyList<SettingDefinition> Changeable => [];

    IReadOnlyList<FixedSetting> Fixed => [];
}
