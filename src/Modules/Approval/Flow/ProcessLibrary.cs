using System.Collections.Concurrent;
using System.Reflection;
using Guotu.Approval.Contracts;
using Guotu.Approval.Domain;
using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Reading;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Flow;

/// <summary>
/// The processes of this node (流程库). A new case takes <c>HOME/processes/ID.bpmn</c> where it is there, else the shipped file; what
/// it took is kept by version, and a running case goes on with that.
/// </summary>
public sealed class ProcessLibrary(NodeSettings node)
{
    private const string FindSql = "SELECT xml_text FROM ap_process_version WHERE process_version = :p_version";
    private const string CountSql = "SELECT COUNT(*) AS row_total FROM ap_process_version WHERE process_version = :p_version";

    private const string InsertSql =
        """
        INSERT INTO ap_process_version (process_version, process_id, process_name, xml_text, kept_utc)
        VALUES (:p_version, :p_process, :p_name, :p_xml, :p_at)
        """;

    private readonly ConcurrentDictionary<string, ProcessDefinition> _byVersion = new(StringComparer.Ordinal);

    /// <summary>What a new case starts with, kept in the caller's unit of work.</summary>
    public async Task<Result<ProcessDefinition>> CurrentAsync(IUnitOfWork work, Matter matter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(matter);
        var read = BpmnReader.Read(await FileOfAsync(matter.Process, ct));
        if (read.Error is { } error)
        {
            return new Error(ApprovalErrors.ProcessInvalid, ("matter", matter.Name), ("reason", error.Text)) { Line = error.Line };
        }

        if (ProcessMustBeRunnable.Check(read.Value) is { } refusal)
        {
            return refusal;
        }

        await KeepAsync(work, read.Value, ct);
        return read.Value;
    }

    /// <summary>The version a running case was started with; it was kept then, so its absence throws.</summary>
    public async Task<ProcessDefinition> OfAsync(ISqlSession session, string version, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (_byVersion.TryGetValue(version, out var known))
        {
            return known;
        }

        var xml = await session.SingleOrDefaultAsync<string>(FindSql, new { p_version = version }, ct)
            ?? throw new InvalidDataException($"The process version {version} of a running case is gone");
        var read = BpmnReader.Read(xml);
        var definition = read.IsSuccess && read.Value.Version == version
            ? read.Value
            : throw new InvalidDataException($"The stored process version {version} is damaged: {read.Error}");
        return _byVersion.GetOrAdd(version, definition);
    }

    private static async Task KeepAsync(IUnitOfWork work, ProcessDefinition definition, CancellationToken ct)
    {
        if (await work.ScalarAsync<long>(CountSql, new { p_version = definition.Version }, ct) > 0)
        {
            return;
        }

        var arguments = new
        {
            p_version = definition.Version,
            p_process = definition.Id,
            p_name = definition.Name,
            p_xml = definition.Xml,
            p_at = work.At,
        };
        await work.ExecuteAsync(InsertSql, arguments, ct);
    }

    private async Task<byte[]> FileOfAsync(string process, CancellationToken ct)
    {
        var own = Path.Combine(node.Home, "processes", process + ".bpmn");
        if (File.Exists(own))
        {
            return await File.ReadAllBytesAsync(own, ct);
        }

        await using var shipped = Assembly.GetExecutingAssembly().GetManifestResourceStream($"processes/{process}.bpmn")
            ?? throw new InvalidDataException($"There is no process {process}");
        using var bytes = new MemoryStream();
        await shipped.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }
}
