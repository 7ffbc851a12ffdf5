using Guotu.Kernel.Time;

namespace Guotu.OneMap.Contracts;

/// <summary>
/// Which state of a layer is meant (时点查询): what had been recorded by an instant (入库时间), about the ground by a date (数据时点). Both may be given:
/// what was known then about that day.
/// </summary>
/// <param name="RecordedAt">Committed at this instant or before; null for now.</param>
/// <param name="ValidOn">Speaks of this legal date or an earlier one; null for any.</param>
public sealed record RevisionTime(Instant? RecordedAt, DateOnly? ValidOn)
{
    public static readonly RevisionTime Now = new(null, null);

    public bool Holds(LayerRevision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        return (RecordedAt is not { } at || revision.CommittedAt <= at) && (ValidOn is not { } day || revision.AsOf <= day);
    }
}
