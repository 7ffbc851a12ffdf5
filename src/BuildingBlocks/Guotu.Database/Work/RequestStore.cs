using System.Text.Json;
using Guotu.Kernel.Results;

namespace Guotu.Database.Work;

/// <summary>
/// Keeps the answer of each command by its request id (幂等), in the command's own transaction.
/// </summary>
public static class RequestStore
{
    private const string FindSql =
        """
        SELECT command_name, user_id, body_digest, answer_json
        FROM db_request
        WHERE request_id = :p_request
        """;

    private const string KeepSql =
        """
        INSERT INTO db_request (request_id, command_name, user_id, body_digest, answer_json, created_utc)
        VALUES (:p_request, :p_command, :p_user, :p_body, :p_answer, :p_at)
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The stored answer; null when the request is new; a refusal when the id was used for something else.</summary>
    public static async Task<Result<T>?> FindAsync<T>(IUnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (work.Context.RequestId is not { } id)
        {
            return null;
        }

        var row = await work.SingleOrDefaultAsync<RequestRow>(FindSql, new { p_request = id.Value }, ct);
        if (row is null)
        {
            return null;
        }

        return row.CommandName == work.Context.CommandName && row.UserId == work.Context.Actor.UserId && row.BodyDigest == (work.Context.BodyDigest ?? "-")
            ? Result<T>.Of(JsonSerializer.Deserialize<T>(row.AnswerJson, Json)!)
            : Result<T>.Refused(new Error(DatabaseErrors.RequestIdUsed));
    }

    public static async Task KeepAsync<T>(IUnitOfWork work, T answer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (work.Context.RequestId is { } id)
        {
            var arguments = new
            {
                p_request = id.Value,
                p_command = work.Context.CommandName,
                p_user = work.Context.Actor.UserId,
                p_body = work.Context.BodyDigest ?? "-",
                p_answer = JsonSerializer.Serialize(answer, Json),
                p_at = work.At,
            };
            await work.ExecuteAsync(KeepSql, arguments, ct);
        }
    }

    private sealed class RequestRow
    {
        public string CommandName { get; init; } = string.Empty;

        public long UserId { get; init; }

        public string BodyDigest { get; init; } = string.Empty;

        public string AnswerJson { get; init; } = string.Empty;
    }
}
