using Guotu.Hosting.Settings;
using Guotu.Kernel.Time;

namespace Guotu.Operations.ManageSettings;

/// <summary>A setting in the list (参数). What cannot be changed here has <paramref name="HowChanged"/> and no bounds.</summary>
/// <param name="Value">As people read it, with its unit.</param>
/// <param name="Delivered">Likewise; null where there is no such thing.</param>
/// <param name="Clause">Where the value or its bounds come from.</param>
/// <param name="Doubt">What is not certain about the value in force (待核实).</param>
/// <param name="HowChanged">Where and by what command it is changed; null for what is changed here.</param>
public sealed record SettingLine(
    string Key, string Group, string Title, string What, string Value, string? Delivered, string? Clause, string? Doubt, string? HowChanged)
{
    /// <summary>Only of what is changed here.</summary>
    public SettingNumber? Number { get; init; }

    internal static SettingLine Of(FixedSetting setting) =>
        new(setting.Key, setting.Group, setting.Title, setting.What, setting.Value, setting.Delivered, setting.Clause, setting.Doubt, setting.HowChanged);
}

/// <summary>The number of a setting that is changed here, in its unit.</summary>
/// <param name="Value">In force; null where the stored one is outside of the bounds and is not used.</param>
/// <param name="Version">0 where it is as delivered; sent back with a change.</param>
/// <param name="Before">The value before the last change.</param>
public sealed record SettingNumber(int? Value, int Delivered, int Least, int Most, string Unit, int Version, int? Before, Instant? ChangedAt, string? ChangedBy);

/// <summary>A change of a setting (修改记录).</summary>
/// <param name="Confirmed">Whether the person says to have compared the value with its source.</param>
public sealed record SettingChangeView(int Version, int Before, int Value, bool Confirmed, string Reason, string By, Instant At)
{
    internal static SettingChangeView Of(SettingChange change) =>
        new(change.VersionNo, change.BeforeNo, change.ValueNo, change.IsConfirmed, change.ReasonText, change.ChangedName, change.ChangedUtc);
}

/// <summary>What the page sends.</summary>
/// <param name="Value">In the unit of the setting.</param>
/// <param name="Confirmed">Whether the value was compared with its source (已核实).</param>
/// <param name="Reason">From four to two hundred characters.</param>
/// <param name="Version">As the list showed it.</param>
internal sealed record SettingBody(int? Value, bool Confirmed, string Reason, int Version);
