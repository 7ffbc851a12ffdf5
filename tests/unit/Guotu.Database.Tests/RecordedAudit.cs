using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.Tests;

/// <summary>Keeps the records in the node's own table, so that a rollback takes them along as in the real module.</summary>
internal sealed class RecordedAudit : IAuditPort
{
    public List<string> Written { get; } = [];

    public List<string> Refused { get; } = [];

    public bool Broken { get; set; }

    public Task WriteAsync(IUnitOfWork work, IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        if (Broken)
        {
            throw new IOException("the audit store is full");
        }

        Written.AddRange(entries.Select(e => e.Kind));
        return Task.CompletedTask;
    }

    public Task WriteRefusalAsync(IUnitOfWork work, AuditEntry entry, Error error, CancellationToken ct)
    {
        Refused.Add($"{work.Context.Actor.Account} {entry.Kind} {error.Code}");
        return Task.CompletedTask;
    }
}
