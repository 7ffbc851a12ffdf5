using Guotu.Cli;

return await GuotuCommand.Build().Parse(args).InvokeAsync();
