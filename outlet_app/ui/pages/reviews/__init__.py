"""服务评价: today's services and the day in numbers."""
