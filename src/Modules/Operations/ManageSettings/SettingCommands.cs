using System.Globalization;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Settings;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Operations.ManageSettings;

/// <summary>The system administrator looks at all settings and changes those that are changed while the node runs (参数管理).</summary>
internal sealed class SettingCommands(IUnitsOfWork units, SettingCatalogue catalogue, SettingStore store, IIdSource ids)
{
    public const string ChangeKind = "operations.setting";
    public const string ObjectType = "setting";

    /// <summary>Those that are changed here first. One look at each of them, of three small queries.</summary>
    public async Task<Result<IReadOnlyList<SettingLine>>> ListAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var lines = new List<SettingLine>();
        foreach (var setting in catalogue.Changeable)
        {
            var line = await LineAsync(session, setting, ct);
            if (line.Error is { } tampered)
            {
                return tampered;
            }

            lines.Add(line.Value);
        }

        return Result<IReadOnlyList<SettingLine>>.Of([.. lines, .. catalogue.Fixed.Select(SettingLine.Of)]);
    }

    /// <summary>Newest first.</summary>
    public async Task<Result<IReadOnlyList<SettingChangeView>>> ChangesAsync(string key, CancellationToken ct)
    {
        if (catalogue.Find(key) is null)
        {
            return Unknown(key);
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return (await store.ChangesAsync(session, key, ct)).Map<IReadOnlyList<SettingChangeView>>(changes => [.. changes.Select(SettingChangeView.Of)]);
    }

    /// <summary>
    /// Counts from the next use of the setting on. Refused with <see cref="KernelErrors.ChangedMeanwhile"/> where somebody else changed it since it was read.
    /// </summary>
    public Task<Result<SettingLine>> ChangeAsync(CommandContext context, string key, SettingBody body, CancellationToken ct) => units.RunAsync<SettingLine>(
        context,
        async (work, token) =>
        {
            if (catalogue.Find(key) is not { } setting)
            {
                return Unknown(key);
            }

            var changes = await store.ChangesAsync(work, key, token);
            if (changes.Error is { } tampered)
            {
                return tampered;
            }

            var last = changes.Value.Count == 0 ? null : changes.Value[0];
            if ((last?.VersionNo ?? 0) != body.Version)
            {
                return new Error(KernelErrors.ChangedMeanwhile, ("what", $"参数“{setting.Title}”"));
            }

            return (AReasonIsGiven.Breach(body.Reason) ?? SettingMustFit.Breach(setting, last, body)) is { } wrong ? wrong : await WriteAsync(work, (setting, last), body, token);
        },
        ct);

    private static Error Unknown(string key) => new(KernelErrors.NotFound, ("what", "参数 " + key));

    private async Task<Result<SettingLine>> WriteAsync(IUnitOfWork work, (SettingDefinition Setting, SettingChange? Last) at, SettingBody body, CancellationToken ct)
    {
        var change = new SettingChange
        {
            ChangeId = ids.Next(),
            SettingKey = at.Setting.Key,
            VersionNo = body.Version + 1,
            BeforeNo = at.Last?.ValueNo ?? at.Setting.Delivered,
            ValueNo = body.Value!.Value,
            IsConfirmed = body.Confirmed,
            ReasonText = body.Reason.Trim(),
            ChangedBy = work.Context.Actor.UserId,
            ChangedName = work.Context.Actor.Name,
            ChangedUtc = work.At,
        };
        if ((await store.AddAsync(work, change, ct)).Error is { } refused)
        {
            return refused;
        }

        var words = string.Create(
            CultureInfo.InvariantCulture, $"参数“{at.Setting.Title}”:{change.BeforeNo} 改为 {change.ValueNo} {at.Setting.Unit}{(change.IsConfirmed ? ",已核实" : string.Empty)}。理由:{change.ReasonText}");
        work.Audit(new AuditEntry(ChangeKind, ObjectType, at.Setting.Key, words)
        {
            Before = JsonSerializer.Serialize(new { version = body.Version, value = change.BeforeNo, confirmed = at.Last?.IsConfirmed ?? false }),
            After = JsonSerializer.Serialize(new { version = change.VersionNo, value = change.ValueNo, confirmed = change.IsConfirmed }),
        });
        return LineOf(at.Setting, change, change.ValueNo);
    }

    /// <summary>A value outside of the bounds is shown as that: it is changed here and nowhere else.</summary>
    private async Task<Result<SettingLine>> LineAsync(ISqlSession session, SettingDefinition setting, CancellationToken ct)
    {
        var read = await store.ReadAsync(session, setting, ct);
        if (read.IsSuccess)
        {
            return LineOf(setting, read.Value.Last, read.Value.Value);
        }

        if (read.Error!.Code != SettingErrors.OutOfBounds)
        {
            return read.Error;
        }

        return (await store.ChangesAsync(session, setting.Key, ct)).Map(changes => LineOf(setting, changes[0], null) with { Value = read.Error.Text });
    }

    private static SettingLine LineOf(SettingDefinition setting, SettingChange? last, int? value) => new(
        setting.Key, setting.Group, setting.Title, setting.What, Words(value ?? 0, setting), Words(setting.Delivered, setting), setting.Clause,
        last is { IsConfirmed: true } ? null : setting.Doubt, HowChanged: null)
    {
        Number = new SettingNumber(
            value, setting.Delivered, setting.Least, setting.Most, setting.Unit, last?.VersionNo ?? 0, last?.BeforeNo, last?.ChangedUtc, last?.ChangedName),
    };

    private static string Words(int value, SettingDefinition setting) => string.Create(CultureInfo.InvariantCulture, $"{value} {setting.Unit}");
}
