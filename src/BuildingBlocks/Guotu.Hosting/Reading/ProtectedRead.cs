using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Decisions;
using Guotu.Hosting.Http;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Hosting.Reading;

public static class ProtectedReadExtensions
{
    private const string Kind = "read";

    /// <summary>
    /// Journals the read after the use case allowed it and before the answer is sent. A refused read, also one that finds nothing because the
    /// object is outside the caller's scope, goes to the audit trail as refused. <paramref name="routeValue"/> names the route value that
    /// identifies the object.
    /// </summary>
    public static RouteHandlerBuilder ReadsProtected(this RouteHandlerBuilder builder, string objectType, string routeValue) =>
        builder.AddEndpointFilter(async (context, next) =>
        {
            var answer = await next(context);
            var http = context.HttpContext;
            var id = http.Request.RouteValues[routeValue]?.ToString() ?? string.Empty;
            if (ProblemAnswer.RefusalIn(answer) is { } refusal)
            {
                await RecordRefusalAsync(http, new ReadObject(objectType, id), refusal);
                return answer;
            }

            var journal = http.RequestServices.GetRequiredService<IReadJournal>();
            await journal.RecordAsync(http.Caller().Actor, objectType, id, http.RequestAborted);
            return answer;
        });

    /// <summary>
    /// Not under the request's token: who goes away does not leave without a record. A refusal by the mandatory label is a type of its own
    /// (<see cref="LabelRefusals"/>).
    /// </summary>
    private static async Task<Result> RecordRefusalAsync(HttpContext http, ReadObject read, Error refusal)
    {
        var decided = await http.RequestServices.GetRequiredService<IAccessDecisions>().DecideAsync(http.Caller(), read.Type, read.Id, CancellationToken.None);
        if (decided is { Allowed: false, Decided.Labels: { } labels })
        {
            http.RequestServices.GetRequiredService<LabelRefusals>().Note(new LabelRefusal(http.Caller().Actor, read.Type, read.Id, labels));
            return refusal;
        }

        var command = new CommandContext(http.Caller().Actor, DataScope.WholeNode, Kind)
        {
            ObjectType = read.Type,
            ObjectId = read.Id,
            RefusalNote = decided is { Allowed: false } ? decided.Explanation : null,
        };
        return await http.RequestServices.GetRequiredService<IUnitsOfWork>().RunAsync(command, (_, _) => Task.FromResult<Result>(refusal), CancellationToken.None);
    }

    private sealed record ReadObject(string Type, string Id);
}
